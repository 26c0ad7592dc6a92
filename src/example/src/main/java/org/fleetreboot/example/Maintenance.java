package org.fleetreboot.example;

import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.reboot.JournaledEngine;

/** Works off maintenance tickets: each names devices, which are rebooted. */
public final class Maintenance {
  private Maintenance() {}

  public static void main(String[] args) throws Exception {
    Main main = new Main(Maintenance.class);
    main.configure()
        .addConfiguration(
            new JournaledEngine(
                Path.of("data/journal.db"),
                EngineSettings.of("myhub").withTier(HubTier.S1, 1, 0.8)));
    System.exit(main.run(args));
  }
}
