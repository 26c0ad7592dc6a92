package org.fleetreboot.devicesim.hub;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;

/** A bare connection to the plain port, for packets that no MQTT client would send. */
final class RawMqtt implements AutoCloseable {
  private final Socket socket;

  RawMqtt(LocalHub hub) throws IOException {
    socket = new Socket(hub.address(), hub.plainPort().orElseThrow());
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  /** Connects as a device, and gives the return code of CONNACK. */
  static int connectAndLeave(LocalHub hub, DeviceIdentity identity) throws IOException {
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      return mqtt.connect(hub, identity);
    }
  }

  int connect(LocalHub hub, DeviceIdentity identity) throws IOException {
    String token = PahoDevice.token(hub, identity, Instant.parse("2099-01-01T00:00:00Z"));
    return connect(
        4, 230, identity.id(), hub.address() + "/" + identity.id() + "/?api-version=x", token);
  }

  int connect(int level, int keepAlive, String clientId, String user, String password)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF("MQTT");
    out.writeByte(level);
    out.writeByte(0xC2);
    out.writeShort(keepAlive);
    out.writeUTF(clientId);
    out.writeUTF(user);
    out.writeUTF(password);
    send(0x10, body.toByteArray());
    int[] ack = {read(), read(), read(), read()};
    if (ack[0] != 0x20) {
      throw new IOException("No CONNACK but " + ack[0]);
    }
    return ack[3];
  }

  void send(int firstByte, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(firstByte);
    int length = body.length;
    do {
      packet.write(length % 128 | (length >= 128 ? 0x80 : 0));
      length /= 128;
    } while (length > 0);
    packet.writeBytes(body);
    sendBytes(packet.toByteArray());
  }

  void subscribe(String filter) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeShort(7);
    out.writeUTF(filter);
    out.writeByte(1);
    send(0x82, body.toByteArray());
  }

  /** Reads a packet of any length below 2 MB, and gives its first byte. */
  int nextPacket() throws IOException {
    int first = read();
    int length = 0;
    int shift = 0;
    int next;
    do {
      next = read();
      length |= (next & 0x7F) << shift;
      shift += 7;
    } while ((next & 0x80) != 0);
    socket.getInputStream().readNBytes(length);
    return first;
  }

  /** Publishes at QoS 1. */
  void publish(String topic, int packetId, String payload) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF(topic);
    out.writeShort(packetId);
    out.writeBytes(payload);
    send(0x32, body.toByteArray());
  }

  /** Publishes at QoS 0. */
  void publish(String topic, String payload) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF(topic);
    out.writeBytes(payload);
    send(0x30, body.toByteArray());
  }

  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next byte; -1 when the hub closed the connection. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** Waits until the hub closes the connection. */
  void awaitClosed() throws IOException {
    int next = read();
    while (next >= 0) {
      next = read();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
