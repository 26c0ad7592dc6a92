package org.fleetreboot.journal.sqlite.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.fleetreboot.journal.lock.OwnerOnly;

/** A journal file that is compressed as a whole. */
public final class ArchiveFile {
  static final String SUFFIX = ".gz";

  private static final int BUFFER = 1 << 16;

  private ArchiveFile() {}

  /** Whether that is the name of one. */
  public static boolean isNamed(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  /** Compresses the journal into a new file on the disk, and returns the SHA-256 of that file. */
  public static String compress(Path journal, Path to) throws IOException {
    Files.deleteIfExists(to);
    try (FileChannel channel =
        FileChannel.open(
            to,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(to))) {
      GZIPOutputStream compressed =
          new GZIPOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), BUFFER);
      Files.copy(journal, compressed);
      compressed.finish();
      compressed.flush();
      channel.force(true);
      // The channel closes the file; closing the streams would do no more.
    }
    return sha256(Files.newInputStream(to));
  }

  /** Decompresses an archive into a new file that nobody else can read. */
  public static void decompress(Path archive, Path to) throws IOException {
    Files.deleteIfExists(to);
    try (InputStream bytes = new GZIPInputStream(Files.newInputStream(archive), BUFFER);
        OutputStream out =
            Channels.newOutputStream(
                FileChannel.open(
                    to,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    OwnerOnly.file(to)))) {
      bytes.transferTo(out);
    }
  }

  /** Whether the archive is that journal, compressed. */
  public static boolean holds(Path archive, Path journal) throws IOException {
    InputStream bytes = new GZIPInputStream(Files.newInputStream(archive), BUFFER);
    return sha256(bytes).equals(sha256(Files.newInputStream(journal)));
  }

  public static String sha256(Path file) throws IOException {
    return sha256(Files.newInputStream(file));
  }

  private static String sha256(InputStream bytes) throws IOException {
    try (DigestInputStream digest =
        new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException("This Java has no SHA-256.", everyJavaHasIt);
    }
  }

  /** Puts the file in its place, so that a crash leaves the old one or the new one. */
  public static void replace(Path file, Path to) throws IOException {
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder(to));
  }

  /** The folder that the file is in. */
  public static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /** Makes a file or the names in a folder durable. */
  public static void sync(Path file) throws IOException {
    StandardOpenOption mode =
        Files.isDirectory(file) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(file, mode)) {
      channel.force(true);
    } catch (IOException folderOnWindows) {
      if (!Files.isDirectory(file)) {
        throw folderOnWindows;
      }
    }
  }
}
