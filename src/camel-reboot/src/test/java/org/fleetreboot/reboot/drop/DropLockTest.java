package org.fleetreboot.reboot.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileOperations;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.reboot.testkit.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropLockTest {
  private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  private final CamelContext camel = new DefaultCamelContext();
  private final LogLines log = LogLines.of(DropLock.class);
  private final DropLock lock = new DropLock();
  private final Path list;
  private long nanos;

  DropLockTest(@TempDir Path folder) {
    this.list = folder.resolve("pumps.txt");
  }

  @BeforeEach
  void configure() {
    lock.setNanos(() -> nanos);
    lock.setStableFor("2s");
    lock.setReceipts("done/*.receipt.json, rejected/*.reason.txt");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aFileThatGrowsIsLeftAloneHoweverOldItsTime() throws IOException {
    write("pump-1\n");
    assertThat(isTaken()).isFalse();
    passes(1.2);
    write("pump-2\n");
    assertThat(isTaken()).isFalse();
    passes(1.2);
    write("pump-3");
    assertThat(isTaken()).isFalse();
    passes(1.9);
    assertThat(isTaken()).isFalse();
    passes(0.1);
    assertThat(isTaken()).isTrue();
  }

  @Test
  void aFileThatIsWrittenOverInPlaceIsLeftAlone() throws IOException {
    write("pump-1\n");
    isTaken();
    passes(3);
    Files.writeString(list, "pump-9\n");
    Files.setLastModifiedTime(list, OLD);
    assertThat(isTaken()).isFalse();
  }

  @Test
  void aTimeInTheFutureHoldsUpNobody() throws IOException {
    write("pump-1\n");
    Files.setLastModifiedTime(list, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
    isTaken();
    passes(2);
    assertThat(isTaken()).isTrue();
  }

  @Test
  void whatFailsIsNamedOnceAndTriedAgainAfterPausesThatGrow() throws IOException {
    write("pump-1\n");
    isTaken();
    passes(2);
    int tries = 0;
    for (int second = 0; second < 3600; second++) {
      if (isTaken()) {
        tries++;
        rollback("the disk is full");
      }
      passes(1);
    }
    assertThat(tries).as("2, 4, 8 s, … up to 5 minutes").isBetween(10, 25);
    assertThat(log.lines())
        .isEqualTo(List.of(list + " stays where it is, and is tried again: the disk is full."));
    rollback("the disk is gone");
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void nothingIsTakenWhereNoReceiptCanBeWrittenUntilItCan() throws IOException {
    write("pump-1\n");
    Path inTheWay = Files.writeString(list.resolveSibling("done"), "no folder");
    isTaken();
    passes(2);
    assertThat(isTaken()).isFalse();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("done/pumps.txt.receipt.json cannot be written (");
    Files.delete(inTheWay);
    passes(2);
    assertThat(isTaken()).isTrue();
    assertThat(list.resolveSibling("done")).isEmptyDirectory();
  }

  @Test
  void aFolderInThePlaceOfTheMovedFileIsSeenBefore() throws IOException {
    write("pump-1\n");
    Files.createDirectories(list.resolveSibling("done/pumps.txt/x"));
    isTaken();
    passes(2);
    assertThat(isTaken()).isFalse();
    assertThat(log.lines()).singleElement().asString().contains("a folder has its name");
  }

  @Test
  void aFileThatCannotBeMovedAwayIsNamedOnceAndNotTakenAtOnceAgain() throws IOException {
    write("pump-1\n");
    isTaken();
    passes(2);
    assertThat(isTaken()).isTrue();
    lock.releaseExclusiveReadLockOnCommit(new FileOperations(), file(), exchange());
    passes(1);
    assertThat(isTaken()).isFalse();
    assertThat(log.lines()).singleElement().asString().contains("cannot be moved away");
  }

  private void write(String text) throws IOException {
    Files.writeString(list, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.setLastModifiedTime(list, OLD);
  }

  private void passes(double seconds) {
    nanos += Duration.ofMillis((long) (seconds * 1000)).toNanos();
  }

  private boolean isTaken() {
    return lock.acquireExclusiveReadLock(new FileOperations(), file(), exchange());
  }

  private void rollback(String reason) {
    Exchange failed = exchange();
    failed.setException(new IllegalStateException(reason));
    lock.releaseExclusiveReadLockOnRollback(new FileOperations(), file(), failed);
  }

  private GenericFile<File> file() {
    GenericFile<File> file = new GenericFile<>();
    file.setFile(list.toFile());
    return file;
  }

  private Exchange exchange() {
    return new DefaultExchange(camel);
  }
}
