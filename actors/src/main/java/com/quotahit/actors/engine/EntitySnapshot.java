package com.quotahit.actors.engine;

/**
 * A state as the snapshot store keeps it. Disposable: when the state's shape changes it is dropped.
 */
record EntitySnapshot(String kind, Remembered<?> remembered) {}
