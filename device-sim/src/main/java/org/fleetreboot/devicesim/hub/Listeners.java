package org.fleetreboot.devicesim.hub;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.clock.HubClock;

/** The event loops of one hub and its open ports. */
final class Listeners implements AutoCloseable {
  // Thousands of simulated devices may connect at once.
  private static final int BACKLOG = 4096;
  private static final int CLOSE_SECONDS = 5;

  private final NioEventLoopGroup acceptors;
  private final NioEventLoopGroup workers;
  private final DefaultEventExecutorGroup slowWork;
  private final List<Channel> open = new ArrayList<>();

  Listeners(String hubName) {
    acceptors = new NioEventLoopGroup(1, daemons("hub-" + hubName + "-accept"));
    workers =
        new NioEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("hub-" + hubName));
    slowWork = new DefaultEventExecutorGroup(1, daemons("hub-" + hubName + "-queries"));
  }

  /** Real time, with tasks on the event loops. */
  HubClock clock() {
    return new EventLoopClock(workers);
  }

  /** Runs work that would block an event loop. */
  Executor slowWork() {
    return slowWork;
  }

  /**
   * Listens on a port.
   *
   * @param port 0 for any free port
   * @return the port
   * @throws PortNotAllowed when the port requires a privilege
   * @throws IOException when the port is taken, or the address does not belong to this machine
   */
  int listen(String address, int port, ChannelInitializer<SocketChannel> initializer)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptors, workers)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(initializer)
            .bind(address, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      if (PortNotAllowed.explains(bound.cause(), port)) {
        throw new PortNotAllowed(port, bound.cause());
      }
      throw new IOException(
          "Cannot listen on " + address + ":" + port + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    open.add(bound.channel());
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /** Stops listening on the ports opened so far. */
  void release() {
    open.forEach(channel -> channel.close().awaitUninterruptibly());
    open.clear();
  }

  @Override
  public void close() {
    release();
    slowWork.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    acceptors.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    workers.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    acceptors.terminationFuture().awaitUninterruptibly();
    slowWork.terminationFuture().awaitUninterruptibly();
    workers.terminationFuture().awaitUninterruptibly();
  }

  private static DefaultThreadFactory daemons(String name) {
    return new DefaultThreadFactory(name, true);
  }
}
