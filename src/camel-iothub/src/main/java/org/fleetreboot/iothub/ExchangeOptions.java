package org.fleetreboot.iothub;

import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.NotAfter;
import org.jspecify.annotations.Nullable;

/** The options of one exchange: a header overrides the endpoint's option. */
final class ExchangeOptions {

  private final Exchange exchange;
  private final Message message;
  private final IotHubConfiguration defaults;

  ExchangeOptions(Exchange exchange, IotHubConfiguration defaults) {
    this.exchange = exchange;
    this.message = exchange.getMessage();
    this.defaults = defaults;
  }

  IotHubOperation operation() {
    IotHubOperation operation = header(IotHubConstants.OPERATION, IotHubOperation.class);
    return operation == null ? defaults.getOperation() : operation;
  }

  /** Null for the only hub, or the one that needs no name. */
  @Nullable String hub() {
    return text(IotHubConstants.HUB, defaults.getHub());
  }

  DeviceAddress address() {
    return new DeviceAddress(deviceId(), text(IotHubConstants.MODULE_ID, defaults.getModuleId()));
  }

  String deviceId() {
    return required(IotHubConstants.DEVICE_ID, "deviceId", defaults.getDeviceId());
  }

  String methodName() {
    return required(IotHubConstants.METHOD_NAME, "methodName", defaults.getMethodName());
  }

  Duration responseTimeout() {
    return duration(IotHubConstants.RESPONSE_TIMEOUT, defaults.getResponseTimeout());
  }

  Duration connectTimeout() {
    return duration(IotHubConstants.CONNECT_TIMEOUT, defaults.getConnectTimeout());
  }

  NotAfter notAfter() {
    Instant instant = header(IotHubConstants.NOT_AFTER, Instant.class);
    return instant == null
        ? NotAfter.never()
        : NotAfter.at(instant, defaults.getClock(), System::nanoTime);
  }

  String query() {
    return required(IotHubConstants.QUERY, "query", defaults.getQuery());
  }

  int pageSize() {
    Integer size = header(IotHubConstants.PAGE_SIZE, Integer.class);
    int chosen = size == null ? defaults.getPageSize() : size;
    if (chosen < 1) {
      throw new IllegalArgumentException("pageSize is " + chosen + ", but must be at least 1.");
    }
    return chosen;
  }

  @Nullable String continuationToken() {
    return text(IotHubConstants.CONTINUATION_TOKEN, null);
  }

  @Nullable String etag() {
    return text(IotHubConstants.ETAG, null);
  }

  @Nullable Object body() {
    return message.getBody();
  }

  private @Nullable String text(String header, @Nullable String otherwise) {
    String value = header(header, String.class);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private String required(String header, String option, @Nullable String otherwise) {
    String value = text(header, otherwise);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          "Operation %s needs the header %s or the option %s."
              .formatted(operation(), header, option));
    }
    return value;
  }

  /** Plain numbers are seconds here, although Camel elsewhere reads them as milliseconds. */
  private Duration duration(String header, Duration otherwise) {
    Object value = message.getHeader(header);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number seconds) {
      return Duration.ofSeconds(seconds.longValue());
    }
    if (value instanceof String text && text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    return convert(header, value, Duration.class);
  }

  private <T> @Nullable T header(String name, Class<T> type) {
    Object value = message.getHeader(name);
    return value == null ? null : convert(name, value, type);
  }

  private <T> T convert(String header, Object value, Class<T> type) {
    T converted = exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, value);
    if (converted == null) {
      throw new IllegalArgumentException(
          "The header %s is '%s', which is not of type %s."
              .formatted(header, value, type.getSimpleName()));
    }
    return converted;
  }
}
