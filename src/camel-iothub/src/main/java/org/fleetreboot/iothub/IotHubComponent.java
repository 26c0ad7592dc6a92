package org.fleetreboot.iothub;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
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

/** The component {@code iothub:}. Its endpoints share the slots for calls and for reads. */
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

  private @Nullable BoundedExecutor calls;
  private @Nullable BoundedExecutor reads;
  private @Nullable ExecutorService workers;
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
    calls = executor("IotHubCall", maxConcurrentCalls, maxWaitingCalls);
    reads = executor("IotHubRead", maxConcurrentReads, maxWaitingReads);
    workers = getCamelContext().getExecutorServiceManager().newDefaultThreadPool(this, "IotHub");
  }

  private BoundedExecutor executor(String name, int running, int waiting) {
    String pattern = getCamelContext().getExecutorServiceManager().getThreadNamePattern();
    return new BoundedExecutor(running, waiting, new CamelThreadFactory(pattern, name, true));
  }

  /** Crash-only: running calls end, waiting ones never complete, and no callback is called. */
  @Override
  protected void doStop() throws Exception {
    if (calls != null) {
      calls.close();
    }
    if (reads != null) {
      reads.close();
    }
    if (workers != null) {
      getCamelContext().getExecutorServiceManager().shutdownNow(workers);
    }
    super.doStop();
  }

  BoundedExecutor calls() {
    return started(calls);
  }

  BoundedExecutor reads() {
    return started(reads);
  }

  /** The threads that continue routes after an answer, so that they hold no slot. */
  ExecutorService workers() {
    return started(workers);
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

  public int getMaxConcurrentCalls() {
    return maxConcurrentCalls;
  }

  /**
   * The most direct methods running at once, each of which holds a thread until the device answers.
   * The rate is this number divided by the mean latency. Start the JVM with -Dhttp.maxConnections
   * of at least the same number, or connections are reopened too often.
   */
  public void setMaxConcurrentCalls(int maxConcurrentCalls) {
    this.maxConcurrentCalls = maxConcurrentCalls;
  }

  public int getMaxWaitingCalls() {
    return maxWaitingCalls;
  }

  /**
   * The most direct methods that wait for their turn. More fail at once, as not delivered. 0 means
   * none.
   */
  public void setMaxWaitingCalls(int maxWaitingCalls) {
    this.maxWaitingCalls = maxWaitingCalls;
  }

  public int getMaxConcurrentReads() {
    return maxConcurrentReads;
  }

  /** The most requests running at once that are not direct methods. */
  public void setMaxConcurrentReads(int maxConcurrentReads) {
    this.maxConcurrentReads = maxConcurrentReads;
  }

  public int getMaxWaitingReads() {
    return maxWaitingReads;
  }

  /** The most requests, other than direct methods, that wait for their turn. 0 means none. */
  public void setMaxWaitingReads(int maxWaitingReads) {
    this.maxWaitingReads = maxWaitingReads;
  }
}
