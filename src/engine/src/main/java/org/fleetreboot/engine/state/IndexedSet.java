package org.fleetreboot.engine.state;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * A set that keeps the order in which its elements were added, and gives each a number from 0. It
 * has no object for each entry, and so costs 9 to 17 bytes an element. Elements are only removed
 * all at once. Not thread-safe.
 */
final class IndexedSet<E> extends AbstractSet<E> {
  private static final int SMALLEST = 16;
  private static final int FREE = -1;

  private final ArrayList<E> elements = new ArrayList<>();

  /** The numbers of the elements, where their hashes say, with linear probing. */
  private int[] numbers = free(SMALLEST);

  private static int[] free(int length) {
    int[] all = new int[length];
    Arrays.fill(all, FREE);
    return all;
  }

  @Override
  public boolean add(E element) {
    if (indexOf(element) != FREE) {
      return false;
    }
    elements.add(element);
    if (elements.size() * 4L > numbers.length * 3L) {
      numbers = free(numbers.length * 2);
      for (int i = 0; i < elements.size(); i++) {
        numbers[slotOf(elements.get(i))] = i;
      }
    } else {
      numbers[slotOf(element)] = elements.size() - 1;
    }
    return true;
  }

  /** The number of an element; -1 if it is none. */
  int indexOf(Object element) {
    return numbers[slotOf(element)];
  }

  /** The element of that number. */
  E get(int index) {
    return elements.get(index);
  }

  @Override
  public boolean contains(Object element) {
    return indexOf(element) != FREE;
  }

  @Override
  public void clear() {
    elements.clear();
    elements.trimToSize();
    numbers = free(SMALLEST);
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public Iterator<E> iterator() {
    List<E> all = Collections.unmodifiableList(elements);
    return all.iterator();
  }

  /** The slot of that element, or the free one where it belongs. */
  private int slotOf(Object element) {
    int hash = element.hashCode() * 0x9e3779b9; // spreads ids that differ in their last characters
    int slot = (hash ^ (hash >>> 16)) & (numbers.length - 1);
    while (numbers[slot] != FREE && !elements.get(numbers[slot]).equals(element)) {
      slot = (slot + 1) & (numbers.length - 1);
    }
    return slot;
  }
}
