package org.fleetreboot.iothub;

import org.apache.camel.spi.Metadata;

/** The headers and exchange properties of the component. */
public final class IotHubConstants {

  @Metadata(
      label = "producer",
      description = "The operation, in place of the one in the URI.",
      javaType = "org.fleetreboot.iothub.IotHubOperation",
      enums = "invokeMethod,getTwin,queryTwins,updateTwin,getDevice")
  public static final String OPERATION = "CamelIotHubOperation";

  @Metadata(
      label = "producer",
      description = "The name of one of the component's hubs, in place of the option hub.",
      javaType = "String")
  public static final String HUB = "CamelIotHubHub";

  @Metadata(label = "producer", description = "The id of the device.", javaType = "String")
  public static final String DEVICE_ID = "CamelIotHubDeviceId";

  @Metadata(
      label = "producer",
      description =
          "The id of a module on the device; without it the request is for the device itself.",
      javaType = "String")
  public static final String MODULE_ID = "CamelIotHubModuleId";

  @Metadata(
      label = "producer",
      description = "invokeMethod: the name of the direct method.",
      javaType = "String")
  public static final String METHOD_NAME = "CamelIotHubMethodName";

  @Metadata(
      label = "producer",
      description =
          "invokeMethod: how long the hub waits for the device's answer, 5 to 300 seconds. A"
              + " Duration, or a number of seconds.",
      javaType = "java.time.Duration")
  public static final String RESPONSE_TIMEOUT = "CamelIotHubResponseTimeout";

  @Metadata(
      label = "producer",
      description =
          "invokeMethod: how long the hub waits for a device that is not connected, 0 to 300"
              + " seconds. A Duration, or a number of seconds.",
      javaType = "java.time.Duration")
  public static final String CONNECT_TIMEOUT = "CamelIotHubConnectTimeout";

  @Metadata(
      label = "producer",
      description =
          "invokeMethod: the call is not sent after this instant. It is checked on the sending"
              + " thread, immediately before sending, by the wall clock and by a monotonic one.",
      javaType = "java.time.Instant")
  public static final String NOT_AFTER = "CamelIotHubNotAfter";

  @Metadata(
      label = "producer",
      description =
          "Out, invokeMethod: the device's own status. 400 and above is the device's refusal, not"
              + " a failure of the call.",
      javaType = "Integer")
  public static final String METHOD_STATUS = "CamelIotHubMethodStatus";

  @Metadata(
      label = "producer",
      description =
          "Out, invokeMethod: whether the call was delivered. On failures, and as an exchange"
              + " property too.",
      javaType = "String",
      enums = "delivered,notDelivered,unknown")
  public static final String DELIVERY = "CamelIotHubDelivery";

  @Metadata(
      label = "producer",
      description = "queryTwins: the query, such as SELECT deviceId FROM devices.",
      javaType = "String")
  public static final String QUERY = "CamelIotHubQuery";

  @Metadata(
      label = "producer",
      description = "queryTwins: the most rows of a page.",
      javaType = "Integer")
  public static final String PAGE_SIZE = "CamelIotHubPageSize";

  @Metadata(
      label = "producer",
      description =
          "queryTwins: in, the page to read; out, the page after it. Absent: the first page, and"
              + " after the last one.",
      javaType = "String")
  public static final String CONTINUATION_TOKEN = "CamelIotHubContinuationToken";

  @Metadata(
      label = "producer",
      description = "updateTwin: update only if the twin still has this etag.",
      javaType = "String")
  public static final String ETAG = "CamelIotHubEtag";

  /** Exchange property on a failure: the HTTP status, Integer; absent when there was no answer. */
  public static final String STATUS_CODE = "CamelIotHubStatusCode";

  /** Exchange property on a failure: the hub's six-digit code, Integer; absent if it gave none. */
  public static final String ERROR_CODE = "CamelIotHubErrorCode";

  /**
   * Exchange property on a failure: the name of a {@link
   * org.fleetreboot.iothub.client.FailureKind}.
   */
  public static final String FAILURE_KIND = "CamelIotHubFailureKind";

  /**
   * Exchange property on a failure: how long the hub asks to wait, a Duration; absent if it does
   * not say.
   */
  public static final String RETRY_AFTER = "CamelIotHubRetryAfter";

  private IotHubConstants() {}
}
