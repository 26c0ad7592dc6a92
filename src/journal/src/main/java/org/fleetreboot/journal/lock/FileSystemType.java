package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The type of a file system, as the operating system calls it.
 *
 * @param name such as {@code ext4}, {@code nfs4} or {@code fuse.sshfs}; {@code unknown} if the
 *     system does not tell
 */
public record FileSystemType(String name) {
  private static final FileSystemType UNKNOWN = new FileSystemType("unknown");

  /** What programs that serve a file system call themselves after this. */
  private static final String FUSE = "fuse.";

  /** A share of Windows has the type of the server's disk, but a path that begins like this. */
  private static final String SHARE = "\\\\";

  /** Shares of other machines and of the host of a virtual machine, and stores of objects. */
  private static final Set<String> NETWORK =
      Set.of(
          "9p",
          "afpfs",
          "afs",
          "auristorfs",
          "beegfs",
          "blobfuse",
          "blobfuse2",
          "ceph",
          "ceph-fuse",
          "cifs",
          "coda",
          "curlftpfs",
          "davfs",
          "davfs2",
          "gcsfuse",
          "glusterfs",
          "goofys",
          "gpfs",
          "juicefs",
          "lustre",
          "mfs",
          "mountpoint-s3",
          "ncpfs",
          "nfs",
          "nfs3",
          "nfs4",
          "orangefs",
          "panfs",
          "prl_fs",
          "pvfs2",
          "rclone",
          "s3fs",
          "seaweedfs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "sshfs",
          "vboxsf",
          "vmhgfs",
          "vmhgfs-fuse",
          "webdav");

  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  /** The type where the file is or, if there is none, where it would be created. */
  public static FileSystemType at(Path file) {
    Path place = file.toAbsolutePath();
    if (String.valueOf(place.getRoot()).startsWith(SHARE)) {
      return new FileSystemType("smb");
    }
    try {
      while (Files.notExists(place) && place.getParent() != null) {
        place =
            Files.isSymbolicLink(place)
                ? place.resolveSibling(Files.readSymbolicLink(place))
                : place.getParent();
      }
      return of(Files.getFileStore(place));
    } catch (IOException untold) {
      return UNKNOWN;
    }
  }

  static FileSystemType of(FileStore store) {
    return new FileSystemType(store.type());
  }

  /** Whether its files are on another machine, so that locks and fsync may not hold. */
  public boolean isNetwork() {
    String type = name.toLowerCase(Locale.ROOT);
    return NETWORK.contains(type.startsWith(FUSE) ? type.substring(FUSE.length()) : type);
  }

  /** Whether its files are gone when the machine restarts. */
  public boolean isInMemory() {
    return IN_MEMORY.contains(name);
  }
}
