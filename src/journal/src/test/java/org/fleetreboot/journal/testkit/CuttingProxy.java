package org.fleetreboot.journal.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a program and its PostgreSQL, and cuts their connections at a chosen message.
 * Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {
  /** Where the next commit is cut. */
  public enum Cut {
    NOWHERE,

    /** The server does not get the commit, and sees the connection end. */
    BEFORE_THE_COMMIT,

    /** The server commits, and its answer does not arrive. */
    BEFORE_THE_ANSWER,

    /** The server does not get the commit, and believes the program there. */
    HALF_OPEN,

    /** Nothing gets through any more, and no new connection either. */
    DOWN
  }

  /** The driver sends the word once in each connection, and then the name that it has given it. */
  private static final Pattern COMMIT = Pattern.compile("([A-Z_0-9]*)\0COMMIT\0");

  private final ServerSocket entrance;
  private final int server;
  private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NOWHERE);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public CuttingProxy(int server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    start("proxy", this::accept);
  }

  /** The URL of that database, by way of this proxy. */
  public String url(String direct) {
    return direct.replace(":" + server + "/", ":" + entrance.getLocalPort() + "/");
  }

  /** Cuts the next commit there; once, except for {@link Cut#DOWN}. */
  public void cut(Cut where) {
    cut.set(where);
    if (where == Cut.DOWN) {
      open.forEach(CuttingProxy::close);
    }
  }

  /** Whether the cut that was asked for is still to come. */
  public boolean isWhole() {
    return cut.get() != Cut.NOWHERE;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        if (cut.get() == Cut.DOWN) {
          client.close();
          continue;
        }
        Socket backend = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(backend);
        AtomicReference<Cut> met = new AtomicReference<>(Cut.NOWHERE);
        start("proxy-requests", () -> requests(client, backend, met));
        start("proxy-answers", () -> answers(backend, client, met));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void requests(Socket client, Socket backend, AtomicReference<Cut> met) {
    try {
      InputStream in = client.getInputStream();
      OutputStream out = backend.getOutputStream();
      byte[] some = new byte[1 << 16];
      Set<String> names = new HashSet<>();
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        if (holdsCommit(new String(some, 0, read, ISO_8859_1), names)) {
          met.set(cut.getAndUpdate(where -> where == Cut.DOWN ? where : Cut.NOWHERE));
        }
        if (met.get() == Cut.BEFORE_THE_COMMIT) {
          close(client);
          close(backend);
          return;
        } else if (met.get() == Cut.HALF_OPEN) {
          close(client); // the server's side stays open
          return;
        }
        out.write(some, 0, read);
      }
      close(backend);
    } catch (IOException ended) {
      close(client);
      close(backend);
    }
  }

  private static boolean holdsCommit(String message, Set<String> names) {
    Matcher commit = COMMIT.matcher(message);
    if (commit.find()) {
      if (!commit.group(1).isEmpty()) {
        names.add("\0" + commit.group(1) + "\0");
      }
      return true;
    }
    return names.stream().anyMatch(message::contains);
  }

  private void answers(Socket backend, Socket client, AtomicReference<Cut> met) {
    try {
      InputStream in = backend.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] some = new byte[1 << 16];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        if (met.get() == Cut.BEFORE_THE_ANSWER) {
          close(client);
          close(backend);
          return;
        }
        out.write(some, 0, read);
      }
      close(client);
    } catch (IOException ended) {
      if (met.get() != Cut.HALF_OPEN) {
        close(backend);
      }
      close(client);
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    open.forEach(CuttingProxy::close);
  }
}
