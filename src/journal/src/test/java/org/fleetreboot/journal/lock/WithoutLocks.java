package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a file system that has no locks. */
final class WithoutLocks extends FileChannel {
  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    throw new IOException("Function not implemented");
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    throw new IOException("Function not implemented");
  }

  @Override
  public int read(ByteBuffer target) {
    return -1;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    return -1;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    return -1;
  }

  @Override
  public int write(ByteBuffer source) {
    return 0;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    return 0;
  }

  @Override
  public int write(ByteBuffer source, long position) {
    return 0;
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public FileChannel position(long position) {
    return this;
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public FileChannel truncate(long size) {
    return this;
  }

  @Override
  public void force(boolean metaData) {}

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    return 0;
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    return 0;
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    throw new IOException("Function not implemented");
  }

  @Override
  protected void implCloseChannel() {}
}
