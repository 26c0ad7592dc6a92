package org.fleetreboot.reboot;

import java.util.Set;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.DefaultComponent;
import org.fleetreboot.engine.Engine;
import org.jspecify.annotations.Nullable;

/** A component that speaks to the engine. */
public abstract class EngineComponent extends DefaultComponent {

  @Metadata(label = "advanced", autowired = true)
  private @Nullable Engine engine;

  @Metadata(label = "advanced", defaultValue = "16")
  private int workers = 16;

  private @Nullable ContinuationPool pool;
  private @Nullable ContinuationPool checks;

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    pool = ContinuationPool.start(getCamelContext(), this, workers);
  }

  @Override
  protected void doStop() throws Exception {
    if (pool != null) {
      pool.stop();
    }
    if (checks != null) {
      checks.stop();
      checks = null;
    }
    super.doStop();
  }

  /**
   * The engine to work with: each component takes the roles of it that its endpoints need.
   *
   * @throws IllegalStateException when the registry has none, or several
   */
  protected final Engine engine() {
    if (engine == null) {
      Set<Engine> engines = getCamelContext().getRegistry().findByType(Engine.class);
      if (engines.size() != 1) {
        throw new IllegalStateException(
            getDefaultName()
                + ": needs an engine, and the registry has "
                + engines.size()
                + " beans of type "
                + Engine.class.getName()
                + ". Bind one, or name it: camel.component."
                + getDefaultName()
                + ".engine=#bean:NAME");
      }
      engine = engines.iterator().next();
    }
    return engine;
  }

  /** Lets no exchange go on any more. */
  protected final void halt() {
    if (pool != null) {
      pool.halt();
    }
    if (checks != null) {
      checks.halt();
    }
  }

  /** Where endpoints of others are asked, which may block: nothing else waits for these threads. */
  public synchronized ContinuationPool checks() {
    if (checks == null) {
      checks = ContinuationPool.start(getCamelContext(), this, workers);
    }
    return checks;
  }

  /** Where routes go on after the engine has answered. */
  public ContinuationPool pool() {
    if (pool == null) {
      throw new IllegalStateException("The component " + getDefaultName() + ": is not started.");
    }
    return pool;
  }

  public @Nullable Engine getEngine() {
    return engine;
  }

  /** The engine to work with; the one in the registry when there is exactly one. */
  public void setEngine(@Nullable Engine engine) {
    this.engine = engine;
  }

  public int getWorkers() {
    return workers;
  }

  /**
   * How many threads run the routes from where the engine answers. Exchanges that wait hold none;
   * raise it when steps of yours block.
   */
  public void setWorkers(int workers) {
    this.workers = workers;
  }
}
