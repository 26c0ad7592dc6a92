package org.fleetreboot.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.jspecify.annotations.Nullable;

/** A device that sends packets with one or several faults. */
final class HostileMqtt implements AutoCloseable {
  private static final int ACCEPTED = 0;
  private static final List<String> TOPICS =
      List.of(
          "devices/ID/messages/events/a=b",
          "devices/ID/messages/events/%zz",
          "devices/other/messages/events/",
          "$iothub/twin/GET/?$rid=1",
          "$iothub/twin/PATCH/properties/reported/?$rid=2&$version=999999999999999999",
          "$iothub/methods/res/200/?$rid=1",
          "$iothub/methods/res/-1/?$rid=1",
          "devices/ID/messages/devicebound/#",
          "$iothub/twin/res/#",
          "#",
          "../../etc",
          "");
  private static final List<String> PAYLOADS =
      List.of("", "{}", "{\"a\":1}", "[".repeat(5_000), "{\"$a\":{}}", "\u0000", "{\"a\":1e99999}");

  private final LocalHub hub;
  private final DeviceIdentity identity;
  private final Random random;
  private @Nullable Socket socket;
  private int accepted;

  HostileMqtt(LocalHub hub, DeviceIdentity identity, Random random) {
    this.hub = hub;
    this.identity = identity;
    this.random = random;
  }

  /** How often it was accepted. */
  int accepted() {
    return accepted;
  }

  /** Sends one packet, on a new connection if the last one is gone. */
  void next() throws IOException {
    try {
      Socket open = socket;
      if (open == null || random.nextInt(50) == 0) {
        close();
        open = new Socket(hub.address(), hub.plainPort().orElseThrow());
        open.setSoTimeout(5_000);
        socket = open;
        if (random.nextInt(10) > 0 && connect(open) == ACCEPTED) {
          accepted++;
        }
      }
      open.getOutputStream().write(damaged(packet()));
      if (open.getInputStream().available() > 0) {
        open.getInputStream().skipNBytes(open.getInputStream().available());
      }
    } catch (IOException hungUp) {
      close();
    }
  }

  /** Connects as a good client would, and returns the return code. */
  int connect(Socket open) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeUTF("MQTT");
    out.write(new byte[] {4, (byte) 0xC2, 0, 60});
    out.writeUTF(identity.id());
    out.writeUTF(hub.address() + "/" + identity.id() + "/?api-version=2020-09-30");
    out.writeUTF(token());
    open.getOutputStream().write(packet(0x10, body.toByteArray()));
    byte[] answer = open.getInputStream().readNBytes(4);
    return answer.length == 4 ? answer[3] : -1;
  }

  private byte[] packet() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    String topic = pick(TOPICS).replace("ID", identity.id());
    int kind = random.nextInt(10);
    if (kind < 6) {
      int qos = random.nextInt(4);
      out.writeUTF(topic);
      if (qos > 0) {
        out.writeShort(random.nextInt(3));
      }
      out.write(pick(PAYLOADS).getBytes(StandardCharsets.UTF_8));
      return packet(0x30 | qos << 1 | random.nextInt(2), body.toByteArray());
    }
    if (kind < 8) {
      out.writeShort(random.nextInt(3));
      if (random.nextInt(5) > 0) {
        out.writeUTF(topic);
        out.writeByte(random.nextInt(4));
      }
      return packet(kind == 6 ? 0x82 : 0xA2, body.toByteArray());
    }
    byte[] garbage = new byte[random.nextInt(40)];
    random.nextBytes(garbage);
    return kind == 8 ? garbage : packet(random.nextInt(256), garbage);
  }

  private byte[] damaged(byte[] bytes) {
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] packet(int firstByte, byte[] body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(firstByte);
    int length = body.length;
    do {
      packet.write(length % 128 | (length >= 128 ? 0x80 : 0));
      length /= 128;
    } while (length > 0);
    packet.writeBytes(body);
    return packet.toByteArray();
  }

  private String token() {
    String resource = hub.address() + "/devices/" + identity.id();
    long expiry = 4_102_444_800L;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(identity.sharedAccessKey());
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] text = (resource + "\n" + expiry).getBytes(StandardCharsets.UTF_8);
      String signature = Base64.getEncoder().encodeToString(mac.doFinal(text)).replace("+", "%2B");
      return "SharedAccessSignature sig="
          + signature.replace("/", "%2F").replace("=", "%3D")
          + "&se="
          + expiry
          + "&sr="
          + resource;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
