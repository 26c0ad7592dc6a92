package org.fleetreboot.reboot.device;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.reboot.AnnouncedProducer;
import org.fleetreboot.reboot.Check;
import org.jspecify.annotations.Nullable;

/**
 * How one device is rebooted: its turn, the call, the wait, and the poll of its twin.
 *
 * <p>The engine enforces the order of marker, intent, call and answer, whatever the route does.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "reboot-device",
    title = "Reboot Device",
    syntax = "reboot-device:operation",
    category = {Category.IOT, Category.WORKFLOW})
public class RebootDeviceEndpoint extends DefaultEndpoint {

  @UriPath(
      description =
          "turn (from): one exchange for each device whose turn has come. invoke: reads the marker"
              + " through before, records the intent, calls once through via, records the answer."
              + " due: the devices whose wait is over. observe: reads the twin through via and"
              + " records what it says. note: records what the body says of the device.")
  @Metadata(required = true)
  private final DeviceOperation operation;

  @UriParam(label = "producer")
  private @Nullable String before;

  @UriParam(label = "producer")
  private @Nullable String via;

  @UriParam(label = "producer")
  private @Nullable String check;

  public RebootDeviceEndpoint(
      String uri, RebootDeviceComponent component, DeviceOperation operation) {
    super(uri, component);
    this.operation = operation;
  }

  @Override
  public Producer createProducer() throws Exception {
    return switch (operation) {
      case invoke ->
          new InvokeProducer(
              this,
              new TwinReads(producer("before", before, "iothub:getTwin")),
              producer("via", via, "iothub:invokeMethod"),
              check == null
                  ? null
                  : new Check(
                      AnnouncedProducer.of(getCamelContext().getEndpoint(check)),
                      getComponent().checks()));
      case due -> new DueProducer(this);
      case note -> new NoteProducer(this);
      case observe ->
          new ObserveProducer(this, new TwinReads(producer("via", via, "iothub:getTwin")));
      case turn ->
          throw new UnsupportedOperationException(
              "A route begins with it: from reboot-device:turn; nothing can be sent to it.");
    };
  }

  private AsyncProducer producer(String option, @Nullable String uri, String example)
      throws Exception {
    if (uri == null) {
      throw new IllegalArgumentException(
          "reboot-device:"
              + operation
              + " needs "
              + option
              + ", such as "
              + option
              + "="
              + example);
    }
    return AnnouncedProducer.of(getCamelContext().getEndpoint(uri));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (operation != DeviceOperation.turn) {
      throw new UnsupportedOperationException(
          "reboot-device:" + operation + " is a step; a route begins with reboot-device:turn.");
    }
    TurnConsumer consumer = new TurnConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public RebootDeviceComponent getComponent() {
    return (RebootDeviceComponent) super.getComponent();
  }

  public DeviceOperation getOperation() {
    return operation;
  }

  public @Nullable String getBefore() {
    return before;
  }

  /** invoke: the endpoint that reads the device's twin before the call, iothub:getTwin. */
  public void setBefore(@Nullable String before) {
    this.before = before;
  }

  public @Nullable String getVia() {
    return via;
  }

  /**
   * The endpoint for the request: invoke calls the device through it, iothub:invokeMethod; observe
   * reads the twin, iothub:getTwin.
   */
  public void setVia(@Nullable String via) {
    this.via = via;
  }

  public @Nullable String getCheck() {
    return check;
  }

  /**
   * invoke: the endpoint that is asked whether the device may be called, before its twin is read.
   * The header CamelRebootVeto with a reason, or the body false, means no: the device is skipped.
   * The header CamelRebootRetryAfter, or a failure, means not now: the device gets another turn
   * then. Anything else means yes.
   */
  public void setCheck(@Nullable String check) {
    this.check = check;
  }
}
