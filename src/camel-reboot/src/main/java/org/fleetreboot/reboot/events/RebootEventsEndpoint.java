package org.fleetreboot.reboot.events;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.reboot.RebootConstants;

/**
 * Everything that happens, event by event, at least once, from a durable checkpoint of its own.
 *
 * <p>A failed exchange delays only this route: its event is delivered again after a pause, with the
 * same id.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "reboot-events",
    title = "Reboot Events",
    syntax = "reboot-events:name",
    consumerOnly = true,
    category = {Category.IOT, Category.WORKFLOW},
    headersClass = RebootConstants.class)
public class RebootEventsEndpoint extends DefaultEndpoint {

  @UriPath(
      description =
          "The name of the subscription. Its checkpoint is kept under this name: another one begins"
              + " with the first event.")
  @Metadata(required = true)
  private final String name;

  @UriParam(label = "consumer", defaultValue = "all", enums = "all,outcome,result,not-back,head")
  private String types = "all";

  @UriParam(label = "consumer", defaultValue = "at-once", enums = "at-once,window-end")
  private String tell = "at-once";

  @UriParam(label = "consumer", defaultValue = "map", enums = "map,cloudevents,csv")
  private String format = "map";

  public RebootEventsEndpoint(String uri, RebootEventsComponent component, String name) {
    super(uri, component);
    this.name = name;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "A route begins with it: from reboot-events:NAME; nothing can be sent to it.");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    RebootEventsConsumer consumer = new RebootEventsConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  EventKind kind() {
    return switch (types) {
      case "all" -> EventKind.ALL;
      case "outcome" -> EventKind.OUTCOME;
      case "result" -> EventKind.RESULT;
      case "not-back" -> EventKind.NOT_BACK;
      case "head" -> EventKind.HEAD;
      default ->
          throw new IllegalArgumentException(
              "types is '" + types + "'; give all, outcome, result, not-back or head.");
    };
  }

  boolean tellsAtWindowEnd() {
    return switch (tell) {
      case "at-once" -> false;
      case "window-end" -> true;
      default ->
          throw new IllegalArgumentException("tell is '" + tell + "'; give at-once or window-end.");
    };
  }

  @Override
  public RebootEventsComponent getComponent() {
    return (RebootEventsComponent) super.getComponent();
  }

  public String getName() {
    return name;
  }

  public String getTypes() {
    return types;
  }

  /**
   * Which events to deliver: all of them, the outcomes of devices, or the results of devices,
   * groups and runs. Instead of events: with not-back, which devices have not come back from their
   * reboot, and why, once for each device and run, and again when one is back late; with head, once
   * a minute, the head of each partition that has changed: the position and the hash that vouches
   * for all events up to there.
   */
  public void setTypes(String types) {
    this.types = types;
  }

  public String getTell() {
    return tell;
  }

  /**
   * With types=not-back, when to tell of a device that is not back: at once, or with all others of
   * its group at the end of the maintenance window, by which a device must be back; without a
   * window, when all devices of the group have their outcome. A group that waits for its next
   * window (windowEnd=wait) is told of at once, and so is a device whose run has ended without
   * waiting for it.
   */
  public void setTell(String tell) {
    this.tell = tell;
  }

  public String getFormat() {
    return format;
  }

  /**
   * The format of the body: a Map of the event's fields; a Map in the JSON form of CloudEvents 1.0,
   * to be marshalled; or a line of CSV.
   */
  public void setFormat(String format) {
    this.format = format;
  }
}
