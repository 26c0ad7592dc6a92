package org.fleetreboot.devicesim.device.mqtt;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fleetreboot.devicesim.device.DeviceConnectionString;

/**
 * Creates shared access signatures of devices by hand, because the SDKs' signers are not public. As
 * in "Control access to IoT Hub by using SAS tokens": HMAC-SHA256 over the resource and the expiry,
 * keyed with the decoded device key.
 */
public final class DeviceSasToken {

  private static final String ALGORITHM = "HmacSHA256";

  private DeviceSasToken() {}

  /** The MQTT password of a device, valid until {@code expiry}. */
  public static String password(DeviceConnectionString device, Instant expiry) {
    // Encoded before signing: ids may contain reserved characters.
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
