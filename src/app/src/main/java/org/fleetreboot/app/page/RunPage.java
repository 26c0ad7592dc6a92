package org.fleetreboot.app.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One run: its chain, its groups with all devices, why it waits, and its course. */
final class RunPage {
  /** Runs that somebody looks at, in one browser or another. */
  private static final int MOST = 20;

  private final Surface surface;

  /** The one that was not asked for the longest comes first. */
  private final Map<String, RunPictures> pictures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunPictures> eldest) {
          return size() > MOST;
        }
      };

  RunPage(Surface surface) {
    this.surface = surface;
  }

  Answer show(Visit visit) {
    String id = visit.part(2);
    ThrottledCache.Entry<RunPicture> made = pictures(id).latest();
    String version = Long.toString(made.version());
    if (visit.isRefresh() && visit.seen().equals(Optional.of(version))) {
      return Answer.unchanged();
    }
    return Surface.fresh(
        "run",
        surface.freshFrame(visit, id, "runs", Texts.path("runs", id), version),
        Map.of("picture", made.value()));
  }

  private RunPictures pictures(String id) {
    synchronized (pictures) {
      return pictures.computeIfAbsent(id, run -> new RunPictures(surface, surface.run(run)));
    }
  }
}
