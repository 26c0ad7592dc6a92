package org.fleetreboot.devicesim.device.mqtt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The MQTT topics between a device and its hub ("Communicate with an IoT hub using the MQTT
 * protocol"). Topics from the hub identify a method call or a twin response.
 *
 * @param subject the method's name, or the status of a twin answer
 * @param requestId the id of the request, chosen by its sender
 */
record HubTopic(Kind kind, String subject, String requestId) {

  enum Kind {
    METHOD_CALL,
    TWIN_ANSWER
  }

  static final String METHOD_CALLS = "$iothub/methods/POST/#";
  static final String TWIN_ANSWERS = "$iothub/twin/res/#";

  private static final Pattern METHOD_CALL =
      Pattern.compile("\\$iothub/methods/POST/([^/]+)/\\?\\$rid=([^&]*).*");
  private static final Pattern TWIN_ANSWER =
      Pattern.compile("\\$iothub/twin/res/(\\d+)/\\?\\$rid=([^&]*).*");

  /** Empty for a topic to which the device did not subscribe. */
  static Optional<HubTopic> parse(String topic) {
    HubTopic call = matched(Kind.METHOD_CALL, METHOD_CALL.matcher(topic));
    return Optional.ofNullable(
        call != null ? call : matched(Kind.TWIN_ANSWER, TWIN_ANSWER.matcher(topic)));
  }

  static String methodAnswer(int status, String requestId) {
    return "$iothub/methods/res/" + status + "/?$rid=" + requestId;
  }

  static String report(String requestId) {
    return "$iothub/twin/PATCH/properties/reported/?$rid=" + requestId;
  }

  private static @Nullable HubTopic matched(Kind kind, Matcher matcher) {
    return matcher.matches() ? new HubTopic(kind, matcher.group(1), matcher.group(2)) : null;
  }
}
