package org.fleetreboot.journal.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.workflow.fleet.KnownJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine remembers of the journals of one hub, in a file outside them, so that a copy or
 * a restored backup is recognized. It claims only what was durable, and less after a crash. For one
 * thread, and one program at a time: the holder of the {@link HubLock}.
 */
public final class KnownJournals {
  private static final Logger LOG = LoggerFactory.getLogger(KnownJournals.class);

  /** How many journals to remember, including lost and deleted ones. */
  private static final int MOST_JOURNALS = 16;

  private static final int LARGEST_FILE = 256 * 1024;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;
  private List<KnownJournal> journals;
  private boolean toldOfTrouble;

  private KnownJournals(Path file, List<KnownJournal> journals) {
    this.file = file;
    this.journals = journals;
  }

  /**
   * Reads what is remembered; nothing if the file was lost.
   *
   * @param folder a folder of this user, outside all journals
   */
  public static KnownJournals of(Path folder, HubEndpoint hub) {
    Path file = folder.resolve("journals").resolve(hub.fileName() + ".json");
    return new KnownJournals(file, Files.notExists(file) ? List.of() : read(file));
  }

  private static List<KnownJournal> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return MAPPER.readValue(in.readNBytes(LARGEST_FILE), new TypeReference<>() {});
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      LOG.warn(
          "{} is damaged, so this start cannot recognize a restored backup of a journal", file);
    } catch (IOException failed) {
      LOG.warn(
          "{} cannot be read ({}), so a restored backup is not recognized: give this user the"
              + " permission, or name another folder (reboot.stateFolder)",
          file,
          FileErrorReason.of(failed));
    }
    return List.of();
  }

  /**
   * The heads that this machine remembers of the journal in that file, whichever hub it belongs to;
   * empty if it remembers none, or cannot tell the file from another in its place.
   *
   * @param folder as for {@link #of}
   */
  public static List<ChainHead> heads(Path folder, Path journal) {
    try (Stream<Path> hubs = Files.list(folder.resolve("journals"))) {
      String marks = FilePlace.marks(journal.toRealPath());
      return hubs.filter(file -> file.toString().endsWith(".json"))
          .flatMap(file -> lastIn(marks, read(file)).stream())
          .flatMap(known -> known.hashes().entrySet().stream().map(end -> head(known, end)))
          .toList();
    } catch (IOException | UncheckedIOException unknown) {
      return List.of();
    }
  }

  /** Another journal may have been written over one that was seen there before. */
  private static Optional<KnownJournal> lastIn(String marks, List<KnownJournal> journals) {
    return journals.stream()
        .filter(known -> known.place().file().equals(marks))
        .reduce((earlier, later) -> later);
  }

  private static ChainHead head(KnownJournal known, Map.Entry<String, String> end) {
    String partition = end.getKey();
    return new ChainHead(partition, known.positions().getOrDefault(partition, 0L), end.getValue());
  }

  /** The remembered journals, the newest last. */
  public List<KnownJournal> journals() {
    return List.copyOf(journals);
  }

  /** Remembers the journal as the one with the hub's history. */
  public void remember(KnownJournal seen) {
    List<KnownJournal> kept = new ArrayList<>();
    for (KnownJournal known : journals) {
      if (!known.journal().equals(seen.journal())) {
        kept.add(known.besideAnother());
      }
    }
    kept.add(seen);
    journals = kept.subList(Math.max(0, kept.size() - MOST_JOURNALS), kept.size());
    try {
      write();
      toldOfTrouble = false;
    } catch (IOException failed) {
      if (!toldOfTrouble) {
        LOG.warn(
            "{} cannot be written ({}), so a restored backup will not be recognized: give"
                + " this user the permission, or name another folder (reboot.stateFolder)",
            file,
            FileErrorReason.of(failed));
      }
      toldOfTrouble = true;
    }
  }

  /** Replaces the file atomically and durably. */
  private void write() throws IOException {
    Path folder = OwnerOnly.createFolders(Objects.requireNonNull(file.getParent()));
    Path part = Files.createTempFile(folder, ".journals", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer content = ByteBuffer.wrap(MAPPER.writeValueAsBytes(journals));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
