package org.fleetreboot.journal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fleetreboot.journal.lock.ProcessLock.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
  private final Path file;

  ProcessLockTest(@TempDir Path directory) {
    this.file = directory.resolve("a.lock");
  }

  @Test
  void theSecondProgramIsToldOfTheHolder() throws Exception {
    try (ProcessLock first = ProcessLock.take(file, Users.ALL, "the first\u001b[2J")) {
      assertThatThrownBy(() -> ProcessLock.take(file, Users.ALL, ""))
          .isInstanceOfSatisfying(
              LockHeld.class,
              held -> {
                assertThat(held.holder()).isEqualTo(first.holder());
                assertThat(held.holder().said()).hasValue("the first?[2J");
              });
    }
    ProcessLock.take(file, Users.ALL, "").close();
  }

  @Test
  void everyUserOfTheMachineMayTakeItNext() throws Exception {
    assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
    ProcessLock.take(file, Users.ALL, "").close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void aRemovedFileIsNoLongerALock() throws Exception {
    try (ProcessLock lock = ProcessLock.take(file, Users.ALL, "")) {
      assertThat(lock.keep()).isTrue();
      Files.delete(file);
      assertThat(lock.keep()).isFalse();
      Files.createFile(file);
      assertThat(lock.keep()).isFalse();
    }
  }

  @Test
  void keepingTheFileYoungKeepsTheLock() throws Exception {
    assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
    FileTime old = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    try (ProcessLock lock = ProcessLock.take(file, Users.ALL, "the first")) {
      // By another process: a lock ends when its own closes any channel on the file.
      new ProcessBuilder("touch", "-d", old.toString(), file.toString()).start().waitFor();
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
      assertThat(lock.keep()).isTrue();
      assertThat(Files.getLastModifiedTime(file)).isGreaterThan(old);
      assertThat(OtherProgram.finds(file)).isEqualTo("held");
    }
    assertThat(OtherProgram.finds(file)).isEqualTo("free");
  }

  @Test
  void aRefusalInTheSameProcessReleasesNoLock() throws Exception {
    Path other = file.resolveSibling("other.lock");
    try (ProcessLock lock = ProcessLock.take(file, Users.ALL, "the first")) {
      Files.createLink(other, file);
      for (Path name : List.of(file, other)) {
        assertThat(ProcessLock.holder(name)).hasValue(lock.holder());
        assertThatThrownBy(() -> ProcessLock.take(name, Users.ALL, ""))
            .isInstanceOf(LockHeld.class);
      }
      assertThat(OtherProgram.finds(file)).isEqualTo("held");
    }
    ProcessLock.take(other, Users.ALL, "").close();
  }

  @Test
  void closingTwiceLeavesTheNextHoldersFileInPlace() throws Exception {
    ProcessLock lock = ProcessLock.take(file, Users.ALL, "");
    lock.closeAndRemove();
    try (ProcessLock next = ProcessLock.take(file, Users.ALL, "")) {
      lock.closeAndRemove();
      assertThat(next.keep()).isTrue();
    }
  }

  @Test
  void aHolderWithoutItsFileLeavesTheNextHoldersFileInPlace() throws Exception {
    ProcessLock lock = ProcessLock.take(file, Users.ALL, "");
    Files.delete(file);
    Files.createFile(file);

    lock.closeAndRemove();

    assertThat(file).exists();
  }

  @Test
  void aFileSystemWithoutLocksIsReportedAsSuch() {
    assertThatThrownBy(() -> LockFile.lock(new WithoutLocks()))
        .isInstanceOf(NoLocks.class)
        .hasMessage("Function not implemented");
  }

  @Test
  void aForeignLockFileNamesNobody() {
    for (String content : new String[] {"", "12\n", "x\ny\nz\n", "12\n\n", "\u0000\u0000"}) {
      assertThat(Holder.decoded(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(Holder.UNKNOWN);
    }
  }

  @Test
  void aHolderReadsAsItWasWritten() {
    Holder holder = new Holder(12, UUID.fromString("00000000-0000-4000-8000-00000000000a"), "ä b");

    assertThat(Holder.decoded(holder.encoded())).isEqualTo(holder);
  }
}
