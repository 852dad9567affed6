package com.quotahit.actors.providers.tink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Where a node's master keys come from: the operator's file, the environment, or a file of our own
 * in the data directory.
 */
public sealed interface MasterKeySource {

  /** The keys as they are now; empty where there are none yet. */
  Optional<MasterKeys> read();

  /** The operator gives them; we never write there. */
  record OperatorsFile(Path file) implements MasterKeySource {
    @Override
    public Optional<MasterKeys> read() {
      if (!Files.isReadable(file)) {
        throw new IllegalStateException(
            "the master key file "
                + file
                + " cannot be read. Maybe QUOTAHIT_MASTER_KEY_FILE is wrong, or its owner is"
                + " another user.");
      }
      return Optional.of(MasterKeys.parse(text(file), file.toString()));
    }
  }

  /** The operator gives them in {@code QUOTAHIT_MASTER_KEY}. */
  record Setting(MasterKeys keys) implements MasterKeySource {
    @Override
    public Optional<MasterKeys> read() {
      return Optional.of(keys);
    }
  }

  /** Nobody gave any, so we keep our own. */
  record OwnFile(Path file) implements MasterKeySource {
    @Override
    public Optional<MasterKeys> read() {
      return Files.exists(file)
          ? Optional.of(MasterKeys.parse(text(file), file.toString()))
          : Optional.empty();
    }

    /** Writes whole or not at all, readable by the owner alone, and on the disk when it returns. */
    void write(MasterKeys keys) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
            FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")))) {
          ByteBuffer bytes = ByteBuffer.wrap(keys.text().getBytes(StandardCharsets.US_ASCII));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
          directory.force(true);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot keep the master key in " + file, e);
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the master key file " + file, e);
    }
  }
}
