package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.MasterKeyPort;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The master key: which version is in use, and changing it. */
public final class MasterKeyEndpoints {

  /**
   * @param current the version that secrets are sealed with
   * @param held the versions that the answering node can open
   * @param origin {@code own} when the installation made it, {@code operators} when it was given
   */
  public record MasterKeyWire(int current, List<Integer> held, String origin) {
    static MasterKeyWire of(MasterKeyPort.Standing standing) {
      return new MasterKeyWire(
          standing.current(),
          standing.held().stream().sorted().toList(),
          standing.origin().name().toLowerCase(Locale.ROOT));
    }
  }

  private final MasterKeyPort master;
  private final AuditPort audit;
  private final Blocking blocking;

  public MasterKeyEndpoints(MasterKeyPort master, AuditPort audit, Blocking blocking) {
    this.master = master;
    this.audit = audit;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/master-key", "Which master key is in use; never the key itself")
            .platformAdmin()
            .answers(MasterKeyWire.class)
            .by((_, _) ->
                blocking.run("database", () -> Answer.of(MasterKeyWire.of(master.standing())))),
        Endpoint.post(
                "/admin/master-key/rotate", "Change the master key; secrets follow by themselves")
            .platformAdmin()
            .answers(MasterKeyWire.class)
            .notWhileImpersonating()
            .recentSignIn()
            .by(this::rotate));
  }

  private CompletionStage<Answer<MasterKeyWire>> rotate(Call call, Nothing nothing) {
    return blocking.run(
        "seals",
        () -> {
          MasterKeyPort.Standing standing = master.rotate();
          audit.appendToPlatform(
              call.audit("master-key.rotated", "installation:master-key")
                  .after(Map.of("version", String.valueOf(standing.current()))));
          return Answer.of(MasterKeyWire.of(standing));
        });
  }
}
