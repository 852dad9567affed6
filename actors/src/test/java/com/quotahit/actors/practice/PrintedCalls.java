package com.quotahit.actors.practice;

import com.quotahit.core.practice.Difficulty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints a call: persona, scenario, difficulty, seed, and a file with one line per turn of the
 * seller.
 */
final class PrintedCalls {

  private PrintedCalls() {}

  public static void main(String[] args) throws Exception {
    for (int i = 0; i + 4 < args.length; i += 5) {
      Rehearsal call =
          new Rehearsal(
              args[i], args[i + 1], Difficulty.valueOf(args[i + 2]), Long.parseLong(args[i + 3]));
      System.out.println(
          "=== " + args[i] + " / " + args[i + 1] + " / " + args[i + 2] + " / seed " + args[i + 3]);
      System.out.println("B: " + call.open());
      List<String> lines = Files.readAllLines(Path.of(args[i + 4]));
      for (String line : lines) {
        if (line.isBlank()) {
          continue;
        }
        System.out.println("S: " + line);
        System.out.println("B: " + (line.startsWith("[") ? call.directed(line) : call.say(line)));
      }
      System.out.println(new ScoredCall(call).printed());
    }
    System.exit(0);
  }
}
