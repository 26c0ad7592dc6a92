package org.fleetreboot.devicesim.device;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shared access signatures of a device, as "Control access to IoT Hub by using SAS tokens" defines
 * them: HMAC-SHA256 over the resource and the expiry, keyed with the decoded device key.
 */
final class DeviceSasToken {

  private static final String ALGORITHM = "HmacSHA256";

  private DeviceSasToken() {}

  /** The MQTT password that lets this device in until {@code expiry}. */
  static String password(DeviceConnectionString device, Instant expiry) {
    // Encoded before it is signed: an id may hold characters that mean something here.
    String resource =
        device.hostName()
            + "/devices/"
            + URLEncoder.encode(device.deviceId(), StandardCharsets.UTF_8);
    long seconds = expiry.getEpochSecond();
    return "SharedAccessSignature sig="
        + URLEncoder.encode(
            sign(device.sharedAccessKey(), resource + "\n" + seconds), StandardCharsets.UTF_8)
        + "&se="
        + seconds
        + "&sr="
        + resource;
  }

  private static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
