package com.quotahit.actors.providers.embedded.kokoro;

import com.quotahit.actors.providers.embedded.kokoro.WireMessage.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rewrites the shipped Kokoro model so that it speaks faster than it is heard.
 *
 * <p>The shipped model is small because its convolutions are whole-number ones, which the runtime
 * computes slowly. Each chain DynamicQuantizeLinear → ConvInteger → (bias) → Cast → Mul becomes one
 * float Conv with the same weights. The input {@code speed} also gets one value per phoneme instead
 * of one for all, so that marks can be shortened without hurrying the words.
 *
 * <p>Takes 256 MB of result and about 1.5 GB of heap, once per installation: run it in a process of
 * its own.
 */
public final class KokoroFloatGraph {

  // Field numbers of onnx.proto.
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_VALUE_INFO = 13;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATION = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_INTS = 5;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int FLOAT = 1;

  private final WireMessage graph;
  private final List<Node> nodes;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, List<Node>> consumers = new HashMap<>();
  private final Map<String, WireMessage> weights = new LinkedHashMap<>();
  private final Map<Node, Node> replaced = new HashMap<>();
  private final Set<Node> dead = new HashSet<>();
  private final List<Field> added = new ArrayList<>();

  /** Identity matters, equality does not: two nodes may look alike. */
  private static final class Node {
    private final WireMessage message;
    private final String operation;
    private final List<String> in;
    private final List<String> out;

    Node(WireMessage message) {
      this.message = message;
      this.operation = message.text(NODE_OPERATION);
      this.in = message.texts(NODE_INPUT);
      this.out = message.texts(NODE_OUTPUT);
    }
  }

  private KokoroFloatGraph(WireMessage graph) {
    this.graph = graph;
    this.nodes = graph.all(GRAPH_NODE).map(field -> new Node(field.message())).toList();
    for (Node node : nodes) {
      node.out.forEach(name -> producers.put(name, node));
      node.in.forEach(name -> consumers.computeIfAbsent(name, _ -> new ArrayList<>()).add(node));
    }
    graph
        .all(GRAPH_INITIALIZER)
        .map(Field::message)
        .forEach(tensor -> weights.put(tensor.text(TENSOR_NAME), tensor));
  }

  /** {@code KokoroFloatGraph <kokoro-quantized.onnx> <kokoro-float.onnx>}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: KokoroFloatGraph <kokoro-quantized.onnx> <kokoro-float.onnx>");
      System.exit(2);
    }
    int changed = rewrite(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.println("voice pack: " + changed + " convolutions of the voice model are float now");
  }

  /**
   * Writes the fast model beside the shipped one, whole or not at all; returns the number of
   * convolutions changed.
   */
  public static int rewrite(Path shipped, Path fast) throws IOException {
    WireMessage model = WireMessage.parse(Files.readAllBytes(shipped));
    Field graphField =
        model.first(MODEL_GRAPH).orElseThrow(() -> new IOException("no graph in " + shipped));
    var work = new KokoroFloatGraph(graphField.message());
    int changed = work.replaceConvolutions();
    Field newGraph = Field.of(MODEL_GRAPH, work.written());
    var fields =
        model.fields().stream().map(field -> field == graphField ? newGraph : field).toList();
    Path partial =
        fast.resolveSibling(fast.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    Files.write(partial, new WireMessage(fields).bytes());
    Files.move(partial, fast, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return changed;
  }

  private int replaceConvolutions() {
    int count = 0;
    for (Node node : nodes) {
      if (node.operation.equals("ConvInteger")) {
        replace(node, count++);
      }
    }
    return count;
  }

  private void replace(Node conv, int number) {
    String input = producers.get(conv.in.get(0)).in.get(0);
    Node next = onlyConsumer(conv);
    String bias = null;
    if (next.operation.equals("Add")) {
      bias = biasBefore(next, conv.out.get(0));
      dead.add(next);
      next = onlyConsumer(next);
    }
    if (!next.operation.equals("Cast")) {
      throw new IllegalStateException("expected Cast after a convolution, found " + next.operation);
    }
    Node multiply = onlyConsumer(next);
    dead.add(conv);
    dead.add(next);

    String weightName = conv.in.get(1) + "_float_" + number;
    added.add(Field.of(GRAPH_INITIALIZER, floatWeights(conv, multiply, next, weightName)));
    var fields = new ArrayList<Field>();
    fields.add(Field.of(NODE_INPUT, input));
    fields.add(Field.of(NODE_INPUT, weightName));
    if (bias != null) {
      fields.add(Field.of(NODE_INPUT, bias));
    }
    fields.add(Field.of(NODE_OUTPUT, multiply.out.get(0)));
    fields.add(Field.of(NODE_NAME, conv.message.text(NODE_NAME) + "_float"));
    fields.add(Field.of(NODE_OPERATION, "Conv"));
    conv.message.all(NODE_ATTRIBUTE).forEach(fields::add);
    replaced.put(multiply, new Node(new WireMessage(fields)));
  }

  /**
   * The bias reaches the integer chain divided by the scale, rounded, cast and reshaped; we want it
   * as it was.
   */
  private String biasBefore(Node add, String sum) {
    String reshaped = add.in.get(0).equals(sum) ? add.in.get(1) : add.in.get(0);
    Node cast = producers.get(producers.get(reshaped).in.get(0));
    Node round = producers.get(cast.in.get(0));
    Node divide = producers.get(round.in.get(0));
    return divide.in.get(0);
  }

  private byte[] floatWeights(Node conv, Node multiply, Node cast, String name) {
    String scales =
        multiply.in.get(0).equals(cast.out.get(0)) ? multiply.in.get(1) : multiply.in.get(0);
    Node product = producers.get(scales);
    String scaleName =
        weights.containsKey(product.in.get(1)) ? product.in.get(1) : product.in.get(0);
    float scale = firstFloat(weights.get(scaleName));
    WireMessage whole = weights.get(conv.in.get(1));
    int zero = firstByte(weights.get(conv.in.get(3)));
    byte[] raw = whole.first(TENSOR_RAW).orElseThrow().bytes();
    ByteBuffer floats =
        ByteBuffer.allocate(raw.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (byte value : raw) {
      floats.putFloat(((value & 0xff) - zero) * scale);
    }
    var fields = new ArrayList<Field>(whole.all(TENSOR_DIMENSION).toList());
    fields.add(Field.of(TENSOR_TYPE, FLOAT));
    fields.add(Field.of(TENSOR_NAME, name));
    fields.add(Field.of(TENSOR_RAW, floats.array()));
    return new WireMessage(fields).bytes();
  }

  private Node onlyConsumer(Node node) {
    List<Node> found = consumers.get(node.out.get(0));
    if (found == null || found.size() != 1) {
      throw new IllegalStateException(
          "expected one consumer of " + node.out.get(0) + ". Maybe another model version?");
    }
    return found.get(0);
  }

  private byte[] written() {
    List<Node> live = withoutUnused();
    Set<String> used = live.stream().flatMap(node -> node.in.stream()).collect(Collectors.toSet());
    var fields = new ArrayList<Field>();
    live.forEach(node -> fields.add(Field.of(GRAPH_NODE, node.message.bytes())));
    for (Field field : graph.fields()) {
      switch (field.tag()) {
        case GRAPH_NODE, GRAPH_VALUE_INFO -> {}
        case GRAPH_INITIALIZER -> {
          if (used.contains(field.message().text(TENSOR_NAME))) {
            fields.add(field);
          }
        }
        case GRAPH_INPUT ->
            fields.add(Field.of(GRAPH_INPUT, speedPerPhoneme(field.message()).bytes()));
        default -> fields.add(field);
      }
    }
    fields.addAll(added);
    return new WireMessage(fields).bytes();
  }

  private List<Node> withoutUnused() {
    Set<String> outputs =
        graph.all(GRAPH_OUTPUT).map(field -> field.message().text(1)).collect(Collectors.toSet());
    var live = new ArrayList<Node>();
    for (Node node : nodes) {
      Node replacement = replaced.get(node);
      if (replacement != null) {
        live.add(replacement);
      } else if (!dead.contains(node)) {
        live.add(node);
      }
    }
    int before;
    do {
      before = live.size();
      Set<String> used = new HashSet<>(outputs);
      live.forEach(node -> used.addAll(node.in));
      live.removeIf(node -> node.out.stream().noneMatch(used::contains));
    } while (live.size() != before);
    return live;
  }

  /**
   * The model divides each phoneme's length by the speed, so a list of speeds works as well as one.
   */
  private static WireMessage speedPerPhoneme(WireMessage input) {
    if (!input.text(1).equals("speed")) {
      return input;
    }
    var dimension = new WireMessage(List.of(Field.of(2, "phonemes")));
    var shape = new WireMessage(List.of(Field.of(1, dimension.bytes())));
    var tensor = new WireMessage(List.of(Field.of(1, FLOAT), Field.of(2, shape.bytes())));
    var type = new WireMessage(List.of(Field.of(1, tensor.bytes())));
    return new WireMessage(List.of(Field.of(1, "speed"), Field.of(2, type.bytes())));
  }

  private static float firstFloat(WireMessage tensor) {
    byte[] bytes =
        tensor.first(TENSOR_RAW).or(() -> tensor.first(TENSOR_FLOATS)).orElseThrow().bytes();
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  private static int firstByte(WireMessage tensor) {
    return tensor
        .first(TENSOR_RAW)
        .map(field -> field.bytes()[0] & 0xff)
        .orElseGet(() -> {
          Field ints = tensor.first(TENSOR_INTS).orElseThrow();
          return ints.bytes().length == 0 ? (int) ints.number() : ints.bytes()[0] & 0xff;
        });
  }
}
