package org.fleetreboot.reboot;

import java.util.List;
import java.util.Set;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.DefaultComponent;
import org.fleetreboot.engine.Engine;
import org.jspecify.annotations.Nullable;

/** A component that uses the engine. */
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
   * The engine to use; each component takes the roles that its endpoints need.
   *
   * @throws IllegalStateException if the registry has no engine, or several
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

  /** The hubs that the engine works with, by name; empty if there is no engine yet. */
  public final List<String> hubs() {
    Engine known = engine;
    if (known == null) {
      Set<Engine> engines = getCamelContext().getRegistry().findByType(Engine.class);
      known = engines.size() == 1 ? engines.iterator().next() : null;
    }
    return known == null ? List.of() : known.hubs();
  }

  /** The name by which to address a hub; null for the only one, which needs none. */
  public final @Nullable String addressed(String hub) {
    return hubs().size() > 1 ? hub : null;
  }

  /** No exchange continues from now on. */
  protected final void halt() {
    if (pool != null) {
      pool.halt();
    }
    if (checks != null) {
      checks.halt();
    }
  }

  /**
   * The threads on which other endpoints are asked; those may block, so nothing else uses these
   * threads.
   */
  public synchronized ContinuationPool checks() {
    if (checks == null) {
      checks = ContinuationPool.start(getCamelContext(), this, workers);
    }
    return checks;
  }

  /** The threads on which routes continue after the engine has answered. */
  public ContinuationPool pool() {
    if (pool == null) {
      throw new IllegalStateException("The component " + getDefaultName() + ": is not started.");
    }
    return pool;
  }

  public @Nullable Engine getEngine() {
    return engine;
  }

  /** The engine to use; by default the only one in the registry. */
  public void setEngine(@Nullable Engine engine) {
    this.engine = engine;
  }

  public int getWorkers() {
    return workers;
  }

  /**
   * The number of threads on which routes continue after the engine has answered. Waiting exchanges
   * use no thread; raise the number if your own steps block.
   */
  public void setWorkers(int workers) {
    this.workers = workers;
  }
}
