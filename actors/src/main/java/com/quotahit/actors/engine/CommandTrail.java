package com.quotahit.actors.engine;

import com.quotahit.actors.engine.RecentCommands.Completed;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.RandomAccess;

/**
 * Completed commands in blocks that never change, so that a busy entity adds one without copying
 * thousands and finds one without reading thousands.
 */
final class CommandTrail extends AbstractList<Completed> implements RandomAccess {

  static final int BLOCK = 128;

  /** {@value #BLOCK} commands, the newest revision by id. */
  private record Block(List<Completed> commands, Map<String, Long> revisions) {
    static Block of(List<Completed> commands) {
      Map<String, Long> revisions = HashMap.newHashMap(commands.size());
      commands.forEach(command -> revisions.put(command.commandId(), command.revision()));
      return new Block(commands, revisions);
    }
  }

  private final List<Block> blocks;
  private final List<Completed> newest;

  private CommandTrail(List<Block> blocks, List<Completed> newest) {
    this.blocks = blocks;
    this.newest = newest;
  }

  static CommandTrail of(List<Completed> commands) {
    if (commands instanceof CommandTrail trail) {
      return trail;
    }
    List<Block> blocks = new ArrayList<>();
    int full = commands.size() - commands.size() % BLOCK;
    for (int from = 0; from < full; from += BLOCK) {
      blocks.add(Block.of(List.copyOf(commands.subList(from, from + BLOCK))));
    }
    return new CommandTrail(
        List.copyOf(blocks), List.copyOf(commands.subList(full, commands.size())));
  }

  CommandTrail with(Completed command) {
    List<Completed> longer = appended(newest, command);
    return longer.size() < BLOCK
        ? new CommandTrail(blocks, longer)
        : new CommandTrail(appended(blocks, Block.of(longer)), List.of());
  }

  OptionalLong revisionAfter(String commandId) {
    for (int i = newest.size() - 1; i >= 0; i--) {
      if (newest.get(i).commandId().equals(commandId)) {
        return OptionalLong.of(newest.get(i).revision());
      }
    }
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Long revision = blocks.get(i).revisions().get(commandId);
      if (revision != null) {
        return OptionalLong.of(revision);
      }
    }
    return OptionalLong.empty();
  }

  /** What would be left without the oldest block; less than nothing where there is no block. */
  int sizeWithoutOldest() {
    return size() - BLOCK;
  }

  /** The last command of the oldest block, which has to be there. */
  Completed newestOfOldest() {
    return blocks.getFirst().commands().getLast();
  }

  CommandTrail withoutOldest() {
    return new CommandTrail(List.copyOf(blocks.subList(1, blocks.size())), newest);
  }

  @Override
  public Completed get(int index) {
    int block = index / BLOCK;
    return block < blocks.size()
        ? blocks.get(block).commands().get(index % BLOCK)
        : newest.get(index - blocks.size() * BLOCK);
  }

  @Override
  public int size() {
    return blocks.size() * BLOCK + newest.size();
  }

  private static <T> List<T> appended(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
