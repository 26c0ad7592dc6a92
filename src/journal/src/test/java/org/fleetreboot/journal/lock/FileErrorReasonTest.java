package org.fleetreboot.journal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileErrorReasonTest {
  @Test
  void aMissingPermissionIsNotReportedAsLackOfRoom() {
    assertThat(FileErrorReason.remedy(new AccessDeniedException("done"), "make room there"))
        .isEqualTo("give this user permission to write there");
    assertThat(
            FileErrorReason.remedy(
                new FileSystemException("done", null, "No space left on device"),
                "make room there"))
        .isEqualTo("make room there");
  }
}
