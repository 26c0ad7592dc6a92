package org.fleetreboot.journal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds where two views do not show the same. It holds one page of each in memory. */
public final class ViewComparison {
  private final FleetView one;
  private final FleetView other;

  public ViewComparison(FleetView one, FleetView other) {
    this.one = one;
    this.other = other;
  }

  /**
   * The first difference in runs, their devices, or stops, as a sentence; null if there is none.
   */
  public @Nullable String difference() {
    if (!one.stops().equals(other.stops())) {
      return unlike("the stops", one.stops(), other.stops());
    }
    return difference(
        "run",
        (view, page) -> view.runs(RunFilter.ALL, page),
        run -> Objects.requireNonNullElse(ofRun(run), ""));
  }

  private @Nullable String ofRun(RunView run) {
    for (String hub : run.hubs()) {
      JournalView journal = one.journal(hub);
      if (!Objects.equals(journal, other.journal(hub))) {
        return unlike("the journal of " + hub, journal, other.journal(hub));
      }
    }
    return difference(
        "device of run " + run.run(),
        (view, page) -> view.history(DeviceFilter.ofRun(run.run()), page),
        same -> "");
  }

  /** Asks a view for a page. */
  public interface Question<T> {
    Page<T> ask(FleetView view, PageRequest page);
  }

  /**
   * The first difference in two long answers, as a sentence; null if there is none.
   *
   * @param what an item is
   * @param within the difference in what belongs to an item that both show; empty for none
   */
  public <T> @Nullable String difference(
      String what, Question<T> question, Function<T, String> within) {
    Items<T> ones = new Items<>(page -> question.ask(one, page));
    Items<T> others = new Items<>(page -> question.ask(other, page));
    while (true) {
      T item = ones.next();
      T expected = others.next();
      if (!Objects.equals(item, expected)) {
        return unlike("a " + what, item, expected);
      }
      if (item == null) {
        return null;
      }
      String inner = within.apply(item);
      if (!inner.isEmpty()) {
        return inner;
      }
    }
  }

  private static String unlike(String what, @Nullable Object item, @Nullable Object expected) {
    return "%s is %s, and should be %s".formatted(what, item, expected);
  }

  /** The items of all pages, one after another. */
  private static final class Items<T> {
    private final Function<PageRequest, Page<T>> read;
    private @Nullable PageRequest request = PageRequest.first(PageRequest.MOST);
    private List<T> page = new ArrayList<>();
    private int shown;

    Items(Function<PageRequest, Page<T>> read) {
      this.read = read;
    }

    /** The next item; null at the end. */
    @Nullable T next() {
      while (shown == page.size() && request != null) {
        Page<T> next = read.apply(request);
        page = next.items();
        shown = 0;
        request = next.next() == null ? null : request.after(next.next());
      }
      return shown < page.size() ? page.get(shown++) : null;
    }
  }
}
