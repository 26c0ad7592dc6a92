package org.fleetreboot.reboot.run;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/**
 * Start a chain durably, and run it: a run continues after a crash.
 *
 * <p>A message sent to it is accepted as a run, and answered with a receipt; the same trigger again
 * is the same run. A route that begins with it gets each run as one exchange.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "reboot-run",
    title = "Reboot Run",
    syntax = "reboot-run:chain",
    category = {Category.IOT, Category.WORKFLOW},
    headersClass = RebootConstants.class)
public class RebootRunEndpoint extends DefaultEndpoint {

  @UriPath(description = "The chain: the route that reads from reboot-run with this name.")
  @Metadata(required = true)
  private final String chain;

  @UriParam(label = "producer")
  private @Nullable String runId;

  @UriParam(label = "producer")
  private @Nullable String by;

  @UriParam(label = "producer", defaultValue = "text", enums = "text,devices")
  private String body = "text";

  @UriParam(label = "producer", defaultValue = "deviceId")
  private @Nullable String idColumn;

  @UriParam(label = "producer", defaultValue = "hub")
  private @Nullable String hubColumn;

  @UriParam(label = "producer")
  private @Nullable String chains;

  @UriParam(label = "producer")
  private @Nullable String options;

  @UriParam(label = "producer", enums = "skip,allow")
  private @Nullable String overlap;

  public RebootRunEndpoint(String uri, RebootRunComponent component, String chain) {
    super(uri, component);
    this.chain = chain;
  }

  @Override
  public Producer createProducer() {
    return new RebootRunProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    RebootRunConsumer consumer = new RebootRunConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public RebootRunComponent getComponent() {
    return (RebootRunComponent) super.getComponent();
  }

  public String getChain() {
    return chain;
  }

  public @Nullable String getRunId() {
    return runId;
  }

  /**
   * The id of the run, 1 to 64 of a-z, 0-9 and hyphen. By default the id follows from the trigger:
   * a schedule's fire time, a file's name, content and modification time, or a message's id.
   */
  public void setRunId(@Nullable String runId) {
    this.runId = runId;
  }

  public @Nullable String getBy() {
    return by;
  }

  /** Who starts the run; the route by default. */
  public void setBy(@Nullable String by) {
    this.by = by;
  }

  /**
   * Whether the body is a list of devices.
   *
   * @throws IllegalArgumentException if the option is neither of the words
   */
  boolean takesDevices() {
    return switch (body) {
      case "text" -> false;
      case "devices" -> true;
      default ->
          throw new IllegalArgumentException("body is '" + body + "'; give text or devices.");
    };
  }

  public String getBody() {
    return body;
  }

  /**
   * The kind of body: text, which is kept as it is; or devices: a list of device ids as JSON, CSV
   * or one id per line. A list is checked before the run is accepted, and refused with the
   * exception TargetsRefused, which says what is wrong and where. Devices named twice are rebooted
   * once.
   */
  public void setBody(String body) {
    this.body = body;
  }

  /** The name of the id column; null if only deviceId is accepted. */
  @Nullable String idColumn() {
    return idColumn == null || idColumn.isBlank() ? null : idColumn.strip();
  }

  public @Nullable String getIdColumn() {
    return idColumn;
  }

  /**
   * The column that holds the device ids, for a list of devices in CSV: its name in the first line,
   * or its number from 1 if the list has no header. With this option, a list that is not JSON is
   * read as CSV. Other columns are ignored, and the receipt names them. By default the first line
   * must name deviceId.
   */
  public void setIdColumn(@Nullable String idColumn) {
    this.idColumn = idColumn;
  }

  /** The name of the hub column; null for hub, if there is one. */
  @Nullable String hubColumn() {
    return hubColumn == null || hubColumn.isBlank() ? null : hubColumn.strip();
  }

  public @Nullable String getHubColumn() {
    return hubColumn;
  }

  /**
   * The column that holds the hub of each device, for a list of devices in CSV, written like
   * idColumn. A list in another form names the hub as HUB/ID, or in JSON as {"hub": "north", "id":
   * "pump-1"}. Needed only if the program works with several hubs, and the groups of the chain do
   * not all name the same one.
   */
  public void setHubColumn(@Nullable String hubColumn) {
    this.hubColumn = hubColumn;
  }

  public @Nullable String getChains() {
    return chains;
  }

  /**
   * Other chains, comma-separated, that a list of devices may ask for: {"chain": "careful",
   * "devices": ["pump-1"]}. Each of them should reboot the devices that its body names.
   */
  public void setChains(@Nullable String chains) {
    this.chains = chains;
  }

  public @Nullable String getOptions() {
    return options;
  }

  /**
   * Options of groups, comma-separated, that the message may set for its run: a list of devices as
   * {"options": {"maxInFlight": 5}, "devices": ["pump-1"]}, any message by the header
   * CamelRebootOption.maxInFlight. None by default. They apply to each group of the chain.
   */
  public void setOptions(@Nullable String options) {
    this.options = options;
  }

  /**
   * Whether a run starts even if another run of its chain is open.
   *
   * @param scheduled whether a schedule starts it
   * @throws IllegalArgumentException if the option is neither of the words
   */
  boolean mayOverlap(boolean scheduled) {
    if (overlap == null) {
      return !scheduled;
    }
    return switch (overlap) {
      case "skip" -> false;
      case "allow" -> true;
      default ->
          throw new IllegalArgumentException("overlap is '" + overlap + "'; give skip or allow.");
    };
  }

  public @Nullable String getOverlap() {
    return overlap;
  }

  /**
   * What to do with a trigger while a run of the chain is open: skip records its run as skipped,
   * with the reason; allow runs it in parallel. Default: skip for a quartz schedule, whose next run
   * reboots the same devices; allow for anything else, which names devices of its own.
   */
  public void setOverlap(@Nullable String overlap) {
    this.overlap = overlap;
  }
}
