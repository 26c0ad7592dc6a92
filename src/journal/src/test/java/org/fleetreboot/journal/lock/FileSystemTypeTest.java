package org.fleetreboot.journal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "9p",
        "fuse.sshfs",
        "fuse.glusterfs",
        "ceph",
        "fuse.ceph",
        "lustre",
        "afs",
        "fuse.blobfuse2",
        "smbfs",
        "afpfs",
        "webdav"
      })
  void aFileSystemOfAnotherMachineIsKnownByItsName(String type) {
    assertThat(FileSystemType.of(new StoreOf(type)).isNetwork()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext4",
        "xfs",
        "btrfs",
        "zfs",
        "overlay",
        "apfs",
        "hfs",
        "NTFS",
        "fuseblk",
        "tmpfs",
        "virtiofs",
        "gfs2",
        "unknown"
      })
  void aDiskOfThisMachineIsNone(String type) {
    assertThat(FileSystemType.of(new StoreOf(type)).isNetwork()).isFalse();
  }

  @Test
  void whatIsInMemoryIsGoneAfterARestart() {
    assertThat(FileSystemType.of(new StoreOf("tmpfs")).isInMemory()).isTrue();
    assertThat(FileSystemType.of(new StoreOf("ext4")).isInMemory()).isFalse();
  }

  @Test
  void aFileThatDoesNotExistYetHasTheTypeOfItsFolder(@TempDir Path folder) throws IOException {
    FileSystemType here = FileSystemType.of(Files.getFileStore(folder));
    Path link =
        Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("later/journal.db"));

    assertThat(FileSystemType.at(folder.resolve("no/such/journal.db"))).isEqualTo(here);
    assertThat(FileSystemType.at(link)).isEqualTo(here);
  }

  /** A file system that has nothing but a type. */
  private static final class StoreOf extends FileStore {
    private final String type;

    StoreOf(String type) {
      this.type = type;
    }

    @Override
    public String type() {
      return type;
    }

    @Override
    public String name() {
      return "server:/export";
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public long getTotalSpace() {
      return 0;
    }

    @Override
    public long getUsableSpace() {
      return 0;
    }

    @Override
    public long getUnallocatedSpace() {
      return 0;
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> view) {
      return false;
    }

    @Override
    public boolean supportsFileAttributeView(String view) {
      return false;
    }

    @Override
    public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> view) {
      throw new UnsupportedOperationException(view.getName());
    }

    @Override
    public Object getAttribute(String attribute) {
      throw new UnsupportedOperationException(attribute);
    }
  }
}
