package org.fleetreboot.devicesim.hub;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.MultiplexingClient;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationsClient;
import com.microsoft.azure.sdk.iot.service.digitaltwin.DigitalTwinClient;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobsClient;
import com.microsoft.azure.sdk.iot.service.messaging.FileUploadNotificationProcessorClient;
import com.microsoft.azure.sdk.iot.service.messaging.MessageFeedbackProcessorClient;
import com.microsoft.azure.sdk.iot.service.messaging.MessagingClient;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.util.Set;
import java.util.TreeSet;

/**
 * Microsoft's Java clients, and of each the operations that no test calls, with the reason. Of the
 * clients for digital twins it is the one that waits for the other.
 */
enum SdkClient {
  REGISTRY(RegistryClient.class),
  TWINS(TwinClient.class),
  METHODS(DirectMethodsClient.class),
  QUERIES(QueryClient.class),
  JOBS(ScheduledJobsClient.class),
  CONFIGURATIONS(ConfigurationsClient.class),
  DIGITAL_TWINS(
      DigitalTwinClient.class,
      because("a connection string names no port").not("createFromConnectionString(String)")),
  MESSAGING(
      MessagingClient.class,
      because("it is refused when it opens, which open(int) shows")
          .not("open()", "isOpen()", "close()", "close(int)")
          .not("send(String, Message)", "send(String, Message, int)")
          .not("send(String, String, Message)", "send(String, String, Message, int)")
          .not("sendAsync(String, Message, Consumer, Object)")
          .not("sendAsync(String, String, Message, Consumer, Object)")),
  FEEDBACK(
      MessageFeedbackProcessorClient.class,
      because("it is refused when it starts, which start(int) shows")
          .not("start()", "isRunning()", "stop()", "stop(int)")),
  FILE_UPLOADS(
      FileUploadNotificationProcessorClient.class,
      because("it is refused when it starts, which start(int) shows")
          .not("start()", "isRunning()", "stop()", "stop(int)")),
  DEVICE(
      DeviceClient.class,
      because("they call those with a timeout, and a race in the SDK would cost a minute")
          .not("getTwin()", "updateReportedProperties(TwinCollection)"),
      because("they ask nothing of a hub").not("getConfig()", "getProductInfo()")),
  MODULE(
      ModuleClient.class,
      because("they call those with a timeout, and a race in the SDK would cost a minute")
          .not("getTwin()", "updateReportedProperties(TwinCollection)"),
      because("they ask nothing of a hub").not("getConfig()", "getProductInfo()"),
      because("they are for modules below IoT Edge, which this hub does not have")
          .not("createFromEnvironment(UnixDomainSocketChannel)")
          .not("createFromEnvironment(UnixDomainSocketChannel, IotHubClientProtocol)")
          .not(
              "createFromEnvironment(UnixDomainSocketChannel, IotHubClientProtocol, ClientOptions)")
          .not("setMessageCallback(MessageCallback, Object)")
          .not("setMessageCallback(String, MessageCallback, Object)")),
  MULTIPLEXING(
      MultiplexingClient.class,
      because("it speaks AMQP only, and is refused when it opens")
          .not("close()", "isDeviceRegistered(String)", "setRetryPolicy(RetryPolicy)")
          .not("setConnectionStatusChangeCallback(IotHubConnectionStatusChangeCallback, Object)")
          .not("registerDeviceClient(DeviceClient)", "registerDeviceClient(DeviceClient, long)")
          .not("registerDeviceClients(Iterable, long)")
          .not("unregisterDeviceClient(DeviceClient)")
          .not("unregisterDeviceClient(DeviceClient, long)")
          .not("unregisterDeviceClients(Iterable)", "unregisterDeviceClients(Iterable, long)"));

  final Class<?> type;

  @SuppressWarnings("ImmutableEnumChecker")
  final Set<String> leftOut = new TreeSet<>();

  SdkClient(Class<?> type, LeftOut... leftOut) {
    this.type = type;
    for (LeftOut some : leftOut) {
      this.leftOut.addAll(some.operations);
    }
  }

  private static LeftOut because(String reason) {
    return new LeftOut(reason, new TreeSet<>());
  }

  private record LeftOut(String reason, Set<String> operations) {
    LeftOut not(String... some) {
      operations.addAll(Set.of(some));
      return this;
    }
  }
}
