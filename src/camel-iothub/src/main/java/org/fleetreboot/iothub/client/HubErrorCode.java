package org.fleetreboot.iothub.client;

import static org.fleetreboot.iothub.client.Delivery.notDelivered;
import static org.fleetreboot.iothub.client.Delivery.unknown;
import static org.fleetreboot.iothub.client.FailureKind.badRequest;
import static org.fleetreboot.iothub.client.FailureKind.deviceRefused;
import static org.fleetreboot.iothub.client.FailureKind.deviceTimeout;
import static org.fleetreboot.iothub.client.FailureKind.forbidden;
import static org.fleetreboot.iothub.client.FailureKind.hubRefuses;
import static org.fleetreboot.iothub.client.FailureKind.notFound;
import static org.fleetreboot.iothub.client.FailureKind.notOnline;
import static org.fleetreboot.iothub.client.FailureKind.reconnected;
import static org.fleetreboot.iothub.client.FailureKind.serverError;
import static org.fleetreboot.iothub.client.FailureKind.throttled;
import static org.fleetreboot.iothub.client.FailureKind.tooLarge;
import static org.fleetreboot.iothub.client.FailureKind.unauthorized;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The error codes of IoT Hub that may answer a method, a twin or a query: whose trouble each is,
 * and whether a direct method that it answers was delivered. The code decides, not the HTTP status.
 *
 * <p>Names and numbers are those of "Troubleshoot Azure IoT Hub error codes" ({@code
 * troubleshoot-error-codes}), as of 2026-01-06. Codes of jobs, file uploads, routes, configurations
 * and digital twins are omitted: like any other unlisted code, they count as the hub's trouble.
 *
 * <p>{@link Delivery#notDelivered} is a positive list: the hub refuses these before it forwards
 * anything.
 */
public enum HubErrorCode {
  GenericBadRequest(400000, badRequest, unknown, "the hub finds the request malformed"),
  InvalidProtocolVersion(400001, badRequest, unknown, "the hub does not know this API version"),
  InvalidOperation(400003, badRequest, unknown, "the hub finds the request invalid"),
  ArgumentInvalid(400004, badRequest, notDelivered, "the hub finds a value of the request invalid"),
  ArgumentNull(400005, badRequest, unknown, "a required value is missing in the request"),
  IotHubFormatError(400006, badRequest, unknown, "the hub finds the request malformed"),
  DeviceStorageEntitySerializationError(
      400007, serverError, unknown, "the hub's store is in trouble"),
  DeserializationError(400012, badRequest, unknown, "the hub cannot read the request"),
  RequestCanceled(400021, serverError, unknown, "the hub has cancelled the request"),
  EtagDoesNotMatch(400023, badRequest, unknown, "the twin has changed in the meantime"),
  RequestTimedOut(400024, serverError, unknown, "the request took the hub too long"),
  UnsupportedOperationOnReplica(400025, serverError, unknown, "the hub's replica cannot do this"),
  NullMessage(400026, badRequest, unknown, "the request is empty"),
  ConnectionForcefullyClosedOnNewConnection(
      400027, reconnected, unknown, "the device reconnected in the meantime"),
  ConnectionForcefullyClosedOnFaultInjection(
      400029, serverError, unknown, "the hub is being upgraded and closed the connection"),
  ConnectionRejectedOnFaultInjection(
      400030, serverError, unknown, "the hub is being upgraded and accepts no connection"),
  InvalidContentEncodingOrType(
      400103, badRequest, unknown, "the hub does not accept this content type"),
  GenericUnauthorized(401000, unauthorized, notDelivered, "the hub does not accept the credential"),
  IotHubNotFound(401001, unauthorized, notDelivered, "there is no hub with this name"),
  IotHubUnauthorizedAccess(
      401002, unauthorized, notDelivered, "the hub does not accept the credential"),
  IotHubUnauthorized(401003, unauthorized, notDelivered, "the hub does not accept the credential"),
  ElasticPoolNotFound(401004, unauthorized, notDelivered, "there is no pool with this name"),
  GenericForbidden(
      403000, forbidden, notDelivered, "the hub does not allow this to the credential"),
  IotHubSuspended(403001, hubRefuses, notDelivered, "the hub is suspended in Azure"),
  IotHubQuotaExceeded(403002, hubRefuses, notDelivered, "the hub's daily quota is used up"),
  DeviceMaximumQueueDepthExceeded(
      403004, deviceRefused, notDelivered, "too many messages wait for the device"),
  DeviceMaximumActiveFileUploadLimitExceeded(
      403006, deviceRefused, notDelivered, "the device has too many uploads under way"),
  DeviceMaximumQueueSizeExceeded(
      403007, deviceRefused, notDelivered, "too much waits for the device"),
  OperationNotAvailableInCurrentTier(
      403010, hubRefuses, notDelivered, "the hub's tier cannot do this"),
  KeyEncryptionKeyRevoked(403011, hubRefuses, notDelivered, "the hub's encryption key is revoked"),
  DeviceDisabled(403012, deviceRefused, notDelivered, "the device is disabled"),
  DeviceMaximumInflightMethodExceeded(
      403800, deviceRefused, notDelivered, "too many methods of the device are under way"),
  GenericNotFound(404000, serverError, unknown, "something other than the device was not found"),
  DeviceNotFound(404001, notFound, unknown, "the hub has no such device, or it is disabled"),
  ElasticPoolTenantHubNotFound(404009, serverError, unknown, "the hub's pool does not know it"),
  ModuleNotFound(404010, notFound, unknown, "the hub has no such module, or it is disabled"),
  IotHubFailingOver(404012, serverError, unknown, "the hub is failing over"),
  FeatureNotSupported(404013, hubRefuses, unknown, "the hub lacks this feature"),
  QueryStoreClusterNotFound(404101, serverError, unknown, "the hub cannot reach its query store"),
  /** Listed under this number; the hub sends the next one. */
  DeviceNotOnlineYet(404102, notOnline, unknown, "the device is not connected"),
  DeviceNotOnline(
      404103, notOnline, unknown, "the device is not connected, or does not listen for methods"),
  DeviceConnectionClosedRemotely(
      404104, reconnected, unknown, "the device closed its connection in the meantime"),
  GenericMethodNotAllowed(405000, badRequest, unknown, "the hub does not allow this request"),
  LinkCreationConflict(409002, reconnected, unknown, "the device reconnected in the meantime"),
  DeviceLocked(409102, reconnected, unknown, "the device is locked"),
  GenericPreconditionFailed(412000, badRequest, unknown, "the twin has changed in the meantime"),
  PreconditionFailed(412001, badRequest, unknown, "the twin has changed in the meantime"),
  GenericRequestEntityTooLarge(413000, tooLarge, notDelivered, "the payload exceeds the limit"),
  MessageTooLarge(413001, tooLarge, notDelivered, "the payload exceeds the limit"),
  GenericUnsupportedMediaType(
      415000, badRequest, unknown, "the hub does not accept this content type"),
  IncompatibleDataType(415101, badRequest, unknown, "the hub does not accept this data type"),
  GenericTooManyRequests(429000, throttled, notDelivered, "the hub is throttling"),
  ThrottlingException(429001, throttled, notDelivered, "the hub is throttling"),
  ThrottleBacklogLimitExceeded(429002, throttled, notDelivered, "the hub's backlog is full"),
  ThrottlingBacklogTimeout(
      429003, throttled, notDelivered, "the request waited too long in the hub's queue"),
  DeviceThrottlingLimitExceeded(
      429005, deviceRefused, notDelivered, "the hub is throttling the device"),
  ClientClosedRequest(
      499000, serverError, unknown, "the hub treats the request as cancelled by the client"),
  ServerError(500001, serverError, unknown, "the hub is in trouble"),
  GenericTimeout(500008, serverError, unknown, "the hub could not connect in time"),
  GenericBadGateway(502000, serverError, unknown, "the hub's gateway is in trouble"),
  GenericServiceUnavailable(503000, serverError, unknown, "the hub is not available"),
  ServiceUnavailable(503001, serverError, unknown, "the hub is not available"),
  PartitionNotFound(503003, serverError, unknown, "the hub cannot reach its partition"),
  IotHubActivationFailed(503004, serverError, unknown, "the hub could not be activated"),
  ServerBusy(503005, serverError, unknown, "the hub is busy"),
  IotHubRestoring(503006, serverError, unknown, "the hub is being restored"),
  ReceiveLinkOpensThrottled(503008, serverError, unknown, "the hub is throttling its links"),
  ConnectionUnavailable(503101, serverError, unknown, "the hub has no connection"),
  DeviceUnavailable(503102, reconnected, unknown, "the device cannot be reached"),
  GenericGatewayTimeout(504000, serverError, unknown, "the hub's gateway got no answer in time"),
  GatewayTimeout(504101, deviceTimeout, unknown, "the device did not answer in time");

  private static final Map<Integer, HubErrorCode> BY_NUMBER =
      Arrays.stream(values()).collect(Collectors.toMap(HubErrorCode::number, Function.identity()));
  private static final Map<String, HubErrorCode> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

  private final int number;
  private final FailureKind kind;
  private final Delivery delivery;
  private final String meaning;

  HubErrorCode(int number, FailureKind kind, Delivery delivery, String meaning) {
    this.number = number;
    this.kind = kind;
    this.delivery = delivery;
    this.meaning = meaning;
  }

  /** The code with that number; empty if it is not in the table. */
  public static Optional<HubErrorCode> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** The code with that name, such as {@code DeviceNotFound}; empty if it is not in the table. */
  public static Optional<HubErrorCode> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The six digits. */
  public int number() {
    return number;
  }

  /** What went wrong. */
  public FailureKind kind() {
    return kind;
  }

  /** Whether a direct method that this answers was delivered: proved not, or unknown. */
  public Delivery delivery() {
    return delivery;
  }

  /** What it means: a clause for people. */
  public String meaning() {
    return meaning;
  }
}
