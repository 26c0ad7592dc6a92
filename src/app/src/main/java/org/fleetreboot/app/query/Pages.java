package org.fleetreboot.app.query;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.jspecify.annotations.Nullable;

/** A long answer that is read page by page, as somebody goes through it. Not thread-safe. */
public final class Pages<T> implements Iterable<T> {
  private final Function<PageRequest, Page<T>> read;
  private final long most;
  private boolean hasMore;

  /**
   * @param most how many items at most, from 1; {@link Long#MAX_VALUE} for all
   */
  public Pages(Function<PageRequest, Page<T>> read, long most) {
    this.read = read;
    this.most = most;
  }

  /** All items. */
  public static <T> Pages<T> all(Function<PageRequest, Page<T>> read) {
    return new Pages<>(read, Long.MAX_VALUE);
  }

  /** Whether there are more items than it was allowed to read; known at the end. */
  public boolean hasMore() {
    return hasMore;
  }

  /** The same items in another form, each made when it is read. */
  public <R> Iterable<R> as(Function<T, R> form) {
    return () -> stream().map(form).iterator();
  }

  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<T> iterator() {
    return new Items();
  }

  private final class Items implements Iterator<T> {
    private long left = most;
    private Page<T> page = read(null);
    private int next;

    private Page<T> read(@Nullable String after) {
      Page<T> fresh =
          read.apply(new PageRequest(after, (int) Math.min(PageRequest.MOST, Math.max(1, left))));
      left -= fresh.items().size();
      hasMore = left <= 0 && fresh.next() != null;
      return fresh;
    }

    @Override
    public boolean hasNext() {
      while (next == page.items().size() && page.next() != null && left > 0) {
        page = read(page.next());
        next = 0;
      }
      return next < page.items().size();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.items().get(next++);
    }
  }
}
