package org.fleetreboot.iothub;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.fleetreboot.iothub.sdk.BoundedExecutor;
import org.fleetreboot.iothub.sdk.SinglePost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component {@code iothub:}. It serves the hub that its options describe, several hubs that
 * have names, or both. The endpoints of a hub share its slots for calls and for reads.
 */
@Component("iothub")
public class IotHubComponent extends DefaultComponent {

  private static final Logger LOG = LoggerFactory.getLogger(IotHubComponent.class);

  @Metadata private IotHubConfiguration configuration = new IotHubConfiguration();

  @Metadata(label = "advanced", defaultValue = "64")
  private int maxConcurrentCalls = 64;

  @Metadata(label = "advanced", defaultValue = "1000")
  private int maxWaitingCalls = 1000;

  @Metadata(label = "advanced", defaultValue = "32")
  private int maxConcurrentReads = 32;

  @Metadata(label = "advanced", defaultValue = "1000")
  private int maxWaitingReads = 1000;

  @Metadata private Map<String, IotHubConnection> hubs = new TreeMap<>();

  private @Nullable HubThreads threads;
  private Map<String, ServedHub> named = Map.of();
  private @Nullable Boolean sendsPostsOnce;

  public IotHubComponent() {}

  public IotHubComponent(CamelContext context) {
    super(context);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    IotHubConfiguration copy = configuration.copy();
    copy.setOperation(operation(remaining));
    IotHubEndpoint endpoint = new IotHubEndpoint(uri, this, copy);
    setProperties(endpoint, parameters);
    requireKnown(copy.getHub());
    return endpoint;
  }

  private static IotHubOperation operation(String remaining) {
    try {
      return IotHubOperation.valueOf(remaining);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Unknown operation '" + remaining + "'; iothub: has " + operations() + ".", e);
    }
  }

  private static String operations() {
    return Arrays.toString(IotHubOperation.values());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Map<String, ServedHub> served = new TreeMap<>();
    hubs.forEach(
        (name, connection) ->
            served.put(name, new ServedHub(name, connection, threadsOf(name, connection))));
    named = served;
    threads = threads("", maxConcurrentCalls);
  }

  private HubThreads threadsOf(String name, IotHubConnection connection) {
    Integer calls = connection.getMaxConcurrentCalls();
    return threads("-" + name, calls == null ? maxConcurrentCalls : calls);
  }

  private HubThreads threads(String suffix, int runningCalls) {
    return new HubThreads(
        executor("IotHubCall" + suffix, runningCalls, maxWaitingCalls),
        executor("IotHubRead" + suffix, maxConcurrentReads, maxWaitingReads),
        getCamelContext()
            .getExecutorServiceManager()
            .newDefaultThreadPool(this, "IotHub" + suffix));
  }

  private BoundedExecutor executor(String name, int running, int waiting) {
    String pattern = getCamelContext().getExecutorServiceManager().getThreadNamePattern();
    return new BoundedExecutor(running, waiting, new CamelThreadFactory(pattern, name, true));
  }

  /** Crash-only: running calls end, waiting ones never complete, and no callback is called. */
  @Override
  protected void doStop() throws Exception {
    if (threads != null) {
      stop(threads);
    }
    named.values().forEach(hub -> stop(hub.threads()));
    super.doStop();
  }

  private void stop(HubThreads stopped) {
    stopped.close();
    getCamelContext().getExecutorServiceManager().shutdownNow(stopped.workers());
  }

  /**
   * The hub for a request.
   *
   * @param name null for the hub that the options describe or else the only one that has a name
   * @throws IllegalArgumentException if there is no such hub, or no name although there are several
   */
  ServedHub hub(@Nullable String name, IotHubConfiguration options) {
    ServedHub known = name == null ? null : named.get(name);
    if (known != null) {
      return known;
    }
    requireKnown(name);
    if (options.describesHub() || named.isEmpty()) {
      return new ServedHub(null, options.connection(), started(threads));
    }
    if (named.size() > 1) {
      throw new IllegalArgumentException(
          "iothub: has several hubs, %s; name one with the option hub or the header %s."
              .formatted(names(), IotHubConstants.HUB));
    }
    return named.values().iterator().next();
  }

  private void requireKnown(@Nullable String name) {
    if (name != null && !hubs.containsKey(name)) {
      throw new IllegalArgumentException(
          "Unknown hub '%s'; iothub: %s."
              .formatted(name, hubs.isEmpty() ? "has no named hub" : "has " + names()));
    }
  }

  private String names() {
    return String.join(", ", new TreeSet<>(hubs.keySet()));
  }

  /** Checked, with a warning, when the first client of a real hub is created. */
  synchronized boolean sendsPostsOnce() {
    if (sendsPostsOnce == null) {
      sendsPostsOnce = SinglePost.isGuaranteed();
      if (!sendsPostsOnce) {
        LOG.warn(
            "This JVM was started without {}: it may send a direct method twice, and no failed"
                + " call can be reported as not delivered. Add the flag to the command line.",
            SinglePost.FLAG);
      }
    }
    return sendsPostsOnce;
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The component iothub: is not started.");
    }
    return part;
  }

  public IotHubConfiguration getConfiguration() {
    return configuration;
  }

  /** The defaults of all endpoints. */
  public void setConfiguration(IotHubConfiguration configuration) {
    this.configuration = configuration;
  }

  public Map<String, IotHubConnection> getHubs() {
    return hubs;
  }

  /**
   * Several hubs, by name. An endpoint's option hub, or the header CamelIotHubHub, selects one of
   * them. Each has threads of its own. Set before the component starts.
   */
  public void setHubs(Map<String, IotHubConnection> hubs) {
    this.hubs = hubs;
  }

  public int getMaxConcurrentCalls() {
    return maxConcurrentCalls;
  }

  /**
   * The most direct methods running at once on a hub, each of which holds a thread until the device
   * answers. The rate is this number divided by the mean latency. Start the JVM with
   * -Dhttp.maxConnections of at least the same number, or connections are reopened too often.
   */
  public void setMaxConcurrentCalls(int maxConcurrentCalls) {
    this.maxConcurrentCalls = maxConcurrentCalls;
  }

  public int getMaxWaitingCalls() {
    return maxWaitingCalls;
  }

  /**
   * The most direct methods of a hub that wait for their turn. More fail at once, as not delivered.
   * 0 means none.
   */
  public void setMaxWaitingCalls(int maxWaitingCalls) {
    this.maxWaitingCalls = maxWaitingCalls;
  }

  public int getMaxConcurrentReads() {
    return maxConcurrentReads;
  }

  /** The most requests running at once on a hub that are not direct methods. */
  public void setMaxConcurrentReads(int maxConcurrentReads) {
    this.maxConcurrentReads = maxConcurrentReads;
  }

  public int getMaxWaitingReads() {
    return maxWaitingReads;
  }

  /**
   * The most requests of a hub, other than direct methods, that wait for their turn. 0 means none.
   */
  public void setMaxWaitingReads(int maxWaitingReads) {
    this.maxWaitingReads = maxWaitingReads;
  }
}
