package org.fleetreboot.journal.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @Test
  void noOtherUserCanReadTheFilesOfAJournal(@TempDir Path directory) throws IOException {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path folder = directory.resolve("data");

    try (Journal journal =
        SqliteJournal.open(
            folder.resolve("journal.db"), InstantSource.system(), DiskLimits.DEFAULT)) {
      append(journal, to(PUMP, 0, 1));

      assertThat(permissions(folder))
          .isEqualTo(
              Map.of(
                  "data", "rwx------",
                  "journal.db", "rw-------",
                  "journal.db-shm", "rw-------",
                  "journal.db-wal", "rw-------",
                  "journal.db.lock", "rw-------"));
    }
  }

  @Test
  void aFileSystemWithoutPermissionsGivesItsOwn(@TempDir Path directory) throws IOException {
    URI archive = URI.create("jar:" + directory.resolve("archive.zip").toUri());
    try (FileSystem without = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path file = OwnerOnly.createFolders(without.getPath("/data")).resolve("journal.db");

      OwnerOnly.createIfMissing(file);

      assertThat(file).exists();
    }
  }

  private static Map<String, String> permissions(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        all.put(
            file.getFileName().toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return all;
  }
}
