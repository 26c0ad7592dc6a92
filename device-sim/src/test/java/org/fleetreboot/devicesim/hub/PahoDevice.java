package org.fleetreboot.devicesim.hub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device on the plain port that sends exactly what a test says. */
final class PahoDevice implements AutoCloseable {
  static final String METHODS = "$iothub/methods/POST/#";
  static final String TWIN_ANSWERS = "$iothub/twin/res/#";
  static final String DESIRED = "$iothub/twin/PATCH/properties/desired/#";

  /** Long, for busy machines. */
  private static final long PATIENCE_MILLIS = 300_000;

  private final MqttAsyncClient client;
  private final MqttConnectOptions options = new MqttConnectOptions();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private boolean sessionPresent;

  record Received(String topic, String payload) {
    /** The request id of a method call. */
    String rid() {
      return topic.substring(topic.indexOf("$rid=") + 5);
    }
  }

  PahoDevice(LocalHub hub, DeviceIdentity identity) throws MqttException {
    this(hub, identity.id(), token(hub, identity, Instant.parse("2099-01-01T00:00:00Z")));
  }

  PahoDevice(LocalHub hub, String clientId, String password) throws MqttException {
    client =
        new MqttAsyncClient(
            "tcp://" + hub.address() + ":" + hub.plainPort().orElseThrow(),
            clientId,
            new MemoryPersistence());
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(false);
    options.setConnectionTimeout((int) (PATIENCE_MILLIS / 1000));
    options.setUserName(hub.address() + "/" + clientId + "/?api-version=2020-09-30");
    options.setPassword(password.toCharArray());
    client.setCallback(new Collects());
  }

  static String token(LocalHub hub, DeviceIdentity identity, Instant expiry) {
    String id = URLEncoder.encode(identity.id(), StandardCharsets.UTF_8);
    return token(hub.address() + "/devices/" + id, identity.sharedAccessKey(), expiry);
  }

  /** A policy token for a path and everything below it. */
  static String policyToken(LocalHub hub, String connectionString, String path) {
    String[] parts = connectionString.split(";", 3);
    String policy = parts[1].substring("SharedAccessKeyName=".length());
    String key = parts[2].substring("SharedAccessKey=".length());
    Instant expiry = Instant.parse("2099-01-01T00:00:00Z");
    return token(hub.address() + path, key, expiry) + "&skn=" + policy;
  }

  /**
   * A signature.
   *
   * @param resource as it is to stand in the token
   */
  static String token(String resource, String key, Instant expiry) {
    String text = resource + "\n" + expiry.getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      String signature =
          Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      return "SharedAccessSignature sig="
          + URLEncoder.encode(signature, StandardCharsets.UTF_8)
          + "&se="
          + expiry.getEpochSecond()
          + "&sr="
          + resource;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  MqttConnectOptions options() {
    return options;
  }

  PahoDevice connect() throws MqttException {
    var token = client.connect(options);
    token.waitForCompletion(PATIENCE_MILLIS);
    sessionPresent = token.getSessionPresent();
    return this;
  }

  boolean sessionPresent() {
    return sessionPresent;
  }

  boolean connected() {
    return client.isConnected();
  }

  PahoDevice subscribe(String filter) throws MqttException {
    client.subscribe(filter, 1).waitForCompletion(PATIENCE_MILLIS);
    return this;
  }

  PahoDevice publish(String topic, String payload) throws MqttException {
    client
        .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false)
        .waitForCompletion(PATIENCE_MILLIS);
    return this;
  }

  void publishRetained(String topic, String payload) throws MqttException {
    client
        .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true)
        .waitForCompletion(PATIENCE_MILLIS);
  }

  PahoDevice answer(Received call, int status, String payload) throws MqttException {
    return publish("$iothub/methods/res/" + status + "/?$rid=" + call.rid(), payload);
  }

  /** The next message of the hub; fails after five minutes. */
  Received next() throws InterruptedException {
    Received next = received.poll(5, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("The hub sent nothing for five minutes");
    }
    return next;
  }

  /** Reports properties and waits for the hub's answer; gives its topic. */
  String report(String json) throws MqttException, InterruptedException {
    publish("$iothub/twin/PATCH/properties/reported/?$rid=r1", json);
    return next().topic();
  }

  void disconnect() throws MqttException {
    client.disconnect().waitForCompletion(PATIENCE_MILLIS);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      disconnect();
    }
    client.close();
  }

  private final class Collects implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8)));
    }

    @Override
    public void connectionLost(Throwable cause) {
      // Tests look at connected().
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // Tests wait for the token instead.
    }
  }
}
