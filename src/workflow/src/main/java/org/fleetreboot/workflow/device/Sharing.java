package org.fleetreboot.workflow.device;

/** Keeps one object for what is equal in the states of many devices, so that it costs once. */
public interface Sharing {
  /** Shares nothing. */
  Sharing NONE =
      new Sharing() {
        @Override
        public <T> T same(T part) {
          return part;
        }
      };

  /** An object that is equal to this one, and shared where possible. */
  <T> T same(T part);
}
