package com.quotahit.actors.engine;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.json.Json;
import com.quotahit.core.json.TypeShape;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Entity messages between nodes, and snapshots, as JSON. Which records are inside follows from the
 * kind's name in the manifest, never from a class name off the wire.
 */
final class WireSerializer extends SerializerWithStringManifest {

  private static final int IDENTIFIER = 7_201;
  private static final JsonMapper JSON = Json.mapper();

  private final ExtendedActorSystem system;
  private final Map<String, String> shapes = new ConcurrentHashMap<>();

  WireSerializer(ExtendedActorSystem system) {
    this.system = system;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return switch (message) {
      case EntityMessage.Execute execute -> "execute:" + execute.kind();
      case EntityMessage.Read read -> "read:" + read.kind();
      case EntityMessage.Leave _ -> "leave";
      case Answer.Replied(String kind, Reply.Done<?, ?> _) -> "done:" + kind;
      case Answer.Replied(String kind, Reply.Refused<?, ?> _) -> "refused:" + kind;
      case Answer.Replied(String kind, Reply.TooLate<?, ?> _) -> "too-late:" + kind;
      case Answer.Quarantined _ -> "quarantined";
      case Answer.Broken _ -> "broken";
      case EntitySnapshot snapshot ->
          "snapshot:" + snapshot.kind() + "/" + shapeOf(snapshot.kind());
      default -> throw new IllegalArgumentException("not ours: " + message.getClass().getName());
    };
  }

  @Override
  public byte[] toBinary(Object message) {
    try {
      return switch (message) {
        case EntityMessage.Execute(
                String kind,
                Object command,
                Directive directive,
                ActorRef<Answer> replyTo) -> {
          ObjectNode json = JSON.createObjectNode();
          json.set("command", tree(kinds().named(kind).command(), command));
          json.set("directive", JSON.valueToTree(directive));
          json.put("replyTo", resolver().toSerializationFormat(replyTo));
          yield bytes(json);
        }
        case EntityMessage.Read(String _, ActorRef<Answer> replyTo) ->
            bytes(
                JSON.createObjectNode().put("replyTo", resolver().toSerializationFormat(replyTo)));
        case EntityMessage.Leave _ -> new byte[0];
        case Answer.Replied(String kind, Reply.Done<?, ?>(Object state, long revision)) -> {
          ObjectNode json = JSON.createObjectNode();
          json.set("state", tree(kinds().named(kind).state(), state));
          yield bytes(json.put("revision", revision));
        }
        case Answer.Replied(String kind, Reply.Refused<?, ?>(Object why)) ->
            bytes(tree(kinds().named(kind).rejection(), why));
        case Answer.Replied(String _, Reply.TooLate<?, ?> _) -> new byte[0];
        case Answer.Quarantined quarantined -> plain(quarantined);
        case Answer.Broken broken -> plain(broken);
        case EntitySnapshot(String kind, Remembered<?> remembered) ->
            JSON.writerFor(rememberedType(kind)).writeValueAsBytes(remembered);
        default -> throw new IllegalArgumentException("not ours: " + message.getClass().getName());
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + manifest(message), e);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    int colon = manifest.indexOf(':');
    String what = colon < 0 ? manifest : manifest.substring(0, colon);
    String kind = colon < 0 ? "" : manifest.substring(colon + 1);
    try {
      return switch (what) {
        case "execute" -> {
          JsonNode json = JSON.readTree(bytes);
          yield new EntityMessage.Execute(
              kind,
              JSON.treeToValue(json.path("command"), kinds().named(kind).command()),
              JSON.treeToValue(json.path("directive"), Directive.class),
              replyTo(json));
        }
        case "read" -> new EntityMessage.Read(kind, replyTo(JSON.readTree(bytes)));
        case "leave" -> new EntityMessage.Leave();
        case "done" -> {
          JsonNode json = JSON.readTree(bytes);
          yield new Answer.Replied(
              kind,
              new Reply.Done<>(
                  JSON.treeToValue(json.path("state"), kinds().named(kind).state()),
                  json.path("revision").longValue()));
        }
        case "refused" ->
            new Answer.Replied(
                kind, new Reply.Refused<>(JSON.readValue(bytes, kinds().named(kind).rejection())));
        case "too-late" -> new Answer.Replied(kind, new Reply.TooLate<>());
        case "quarantined" -> JSON.readValue(bytes, Answer.Quarantined.class);
        case "broken" -> JSON.readValue(bytes, Answer.Broken.class);
        case "snapshot" -> snapshot(bytes, kind);
        default -> throw new NotSerializableException("unknown manifest " + manifest);
      };
    } catch (IOException | IllegalArgumentException e) {
      NotSerializableException failure =
          new NotSerializableException("cannot be read: " + manifest + ", " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private EntitySnapshot snapshot(byte[] bytes, String kindAndShape) throws IOException {
    int slash = kindAndShape.lastIndexOf('/');
    String kind = kindAndShape.substring(0, slash);
    if (!shapeOf(kind).equals(kindAndShape.substring(slash + 1))) {
      throw new IllegalArgumentException("snapshot of another shape, dropped");
    }
    return new EntitySnapshot(kind, JSON.readValue(bytes, rememberedType(kind)));
  }

  private String shapeOf(String kind) {
    return shapes.computeIfAbsent(
        kind, name -> TypeShape.fingerprint(Remembered.class, kinds().named(name).state()));
  }

  private JavaType rememberedType(String kind) {
    return JSON.getTypeFactory()
        .constructParametricType(Remembered.class, kinds().named(kind).state());
  }

  private static JsonNode tree(Class<?> root, Object value) throws IOException {
    return JSON.readTree(JSON.writerFor(root).writeValueAsBytes(value));
  }

  private static byte[] plain(Object answer) throws IOException {
    return JSON.writeValueAsBytes(answer);
  }

  private static byte[] bytes(JsonNode json) throws IOException {
    return JSON.writeValueAsBytes(json);
  }

  private ActorRef<Answer> replyTo(JsonNode json) {
    return resolver().resolveActorRef(json.path("replyTo").textValue());
  }

  /** Asked for late: the typed system is not there yet when serializers are made. */
  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }

  private EngineKinds kinds() {
    return EngineKinds.of(system);
  }
}
