package org.fleetreboot.app.identity;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.reboot.redaction.JsonSyntaxError;

/**
 * The file of {@code reboot.api.tokens}: who may do what, and the hashes of their tokens. Only the
 * user of the program may read or change it, because whoever changes it becomes anybody.
 */
final class TokenFile {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Path THIS_PROCESS = Path.of("/proc/self");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  /** Room for thousands of people. */
  static final int LARGEST = 1024 * 1024;

  /** A lock of a file keeps out other processes alone. */
  private static final Object THIS_VM = new Object();

  private final Path file;

  TokenFile(Path file) {
    this.file = file;
  }

  /**
   * Its entries.
   *
   * @throws ProgramFailure with the remedy if it cannot be read, or others may
   */
  List<PersonalToken> read() {
    try {
      requireOrdinary();
      requireOwn();
      List<PersonalToken> tokens =
          JSON.readValue(Files.readAllBytes(file), new TypeReference<List<PersonalToken>>() {});
      requireEachOnce(tokens);
      return tokens;
    } catch (JsonProcessingException | NullPointerException e) {
      throw ProgramFailure.setup(
          "%s is no file of tokens (%s): make it with ./fleet-reboot token add."
              .formatted(file, reason(e)),
          e);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be read (%s): make it with ./fleet-reboot token add, or change reboot.api.tokens."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }

  /** The same; empty if there is no file yet. */
  List<PersonalToken> readIfThere() {
    return Files.exists(file) ? read() : List.of();
  }

  private static String reason(Exception e) {
    if (e.getCause() instanceof IllegalArgumentException wrong) {
      return String.valueOf(wrong.getMessage());
    }
    return e instanceof JsonParseException broken
        ? JsonSyntaxError.of(broken)
        : "an entry lacks a field, or has one or a role of another name";
  }

  private void requireEachOnce(List<PersonalToken> tokens) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> hashes = new HashSet<>();
    for (PersonalToken token : tokens) {
      if (!names.add(token.name())) {
        throw ProgramFailure.setup(
            "%s names %s twice: each person has one token, of their own."
                .formatted(file, token.name()));
      }
      if (!hashes.add(token.sha256())) {
        throw ProgramFailure.setup(
            "%s gives %s the token of somebody else: each person has one of their own."
                .formatted(file, token.name()));
      }
    }
  }

  /** A pipe would never be read to its end. */
  private void requireOrdinary() throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    if (!is.isRegularFile()) {
      throw ProgramFailure.setup(
          "%s is no ordinary file: make it with ./fleet-reboot token add.".formatted(file));
    }
    if (is.size() > LARGEST) {
      throw ProgramFailure.setup(
          "%s is larger than %d bytes: make it with ./fleet-reboot token add."
              .formatted(file, LARGEST));
    }
  }

  private void requireOwn() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes is = view.readAttributes();
    if (!OWNERS.containsAll(is.permissions())) {
      throw ProgramFailure.setup(
          "Others than its owner may read or change %s: chmod 600 %1$s".formatted(file));
    }
    UserPrincipal user = user();
    if (!is.owner().equals(user)) {
      throw ProgramFailure.setup(
          "%s belongs to %s, and this program runs as %s: chown %3$s %1$s"
              .formatted(file, is.owner().getName(), user.getName()));
    }
  }

  /** The user of this process, also one without a name. */
  private UserPrincipal user() throws IOException {
    return Files.exists(THIS_PROCESS)
        ? Files.getOwner(THIS_PROCESS)
        : file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(Login.name());
  }

  /**
   * Changes it, one change after another, also by other processes.
   *
   * @param change gets the entries of now, none if there is no file yet, and returns the new ones
   * @throws ProgramFailure with the remedy if it cannot be read or written
   */
  void change(UnaryOperator<List<PersonalToken>> change) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path folder = Objects.requireNonNull(target.getParent());
      OwnerOnly.createFolders(folder);
      Path lock = folder.resolve(target.getFileName() + ".lock");
      OwnerOnly.createIfMissing(lock);
      synchronized (THIS_VM) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
          var unused = channel.lock(); // until the channel is closed
          write(target, folder, change.apply(readIfThere()));
        }
      }
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be written (%s): make room or give this user permission."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }

  /** Replaces it, so that a reader sees the old file or the new one. */
  private static void write(Path target, Path folder, List<PersonalToken> tokens)
      throws IOException {
    Path part = Files.createTempFile(folder, "tokens", ".part", OwnerOnly.file(folder));
    try {
      Files.write(part, JSON.writeValueAsBytes(tokens));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Differs once the file does. */
  List<Object> stamp() {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      List<Object> stamp = new ArrayList<>(List.of(is.lastModifiedTime(), is.size()));
      if (is.fileKey() != null) {
        stamp.add(is.fileKey());
      }
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null) {
        stamp.add(view.readAttributes().permissions());
        stamp.add(view.readAttributes().owner());
      }
      return stamp;
    } catch (IOException e) {
      return List.of(FileErrorText.of(e));
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
