package org.fleetreboot.routes;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A broker of ActiveMQ Artemis on this machine; what it holds is still there after a stop. */
final class Broker implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 120_000;

  private final Path folder;
  private final int port = freePort();
  private @Nullable EmbeddedActiveMQ server;

  Broker(Path folder) {
    this.folder = folder;
  }

  String url() {
    return "tcp://localhost:" + port;
  }

  Broker start() {
    Configuration configuration =
        new ConfigurationImpl()
            .setName("broker-" + port)
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setJournalDirectory(folder.resolve("journal").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setJournalFileSize(1 << 20)
            .setJournalDatasync(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(10))
            .setAcceptorConfigurations(
                Set.of(
                    new TransportConfiguration(
                        NettyAcceptorFactory.class.getName(),
                        Map.of("host", "localhost", "port", port))));
    configuration.setBrokerInstance(folder.toFile());
    EmbeddedActiveMQ started = new EmbeddedActiveMQ().setConfiguration(configuration);
    try {
      started.start();
    } catch (Exception e) {
      throw new IllegalStateException("The broker does not start.", e);
    }
    server = started;
    return this;
  }

  ConnectionFactory connections() {
    return new ActiveMQConnectionFactory(url());
  }

  /** Sends what the test makes. */
  void send(String queue, Sending sending) {
    try (JMSContext jms = connections().createContext()) {
      var producer = jms.createProducer();
      producer.send(jms.createQueue(queue), sending.message(jms, producer));
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  void send(String queue, String text) {
    send(queue, (jms, producer) -> jms.createTextMessage(text));
  }

  /**
   * The next message of the queue, taken off it; fails when none comes. Of a large one the body is
   * lost.
   */
  Message take(String queue) {
    try (JMSContext jms = connections().createContext()) {
      Message message = jms.createConsumer(jms.createQueue(queue)).receive(PATIENCE_MILLIS);
      if (message == null) {
        throw new AssertionError("No message came to the queue " + queue + ".");
      }
      return message;
    }
  }

  /** How many messages the queue holds, those under way to a consumer included. */
  long depth(String queue) {
    EmbeddedActiveMQ asked = server;
    if (asked == null) {
      throw new IllegalStateException("The broker is down.");
    }
    var found = asked.getActiveMQServer().locateQueue(queue);
    return found == null ? 0 : found.getMessageCount();
  }

  void stop() {
    EmbeddedActiveMQ stopped = server;
    server = null;
    try {
      if (stopped != null) {
        stopped.stop();
      }
    } catch (Exception e) {
      throw new IllegalStateException("The broker does not stop.", e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** What makes a message. */
  interface Sending {
    Message message(JMSContext jms, JMSProducer producer) throws JMSException;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
