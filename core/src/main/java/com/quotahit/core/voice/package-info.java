/**
 * Sound and turns: formats, frames, the turn machine, conversation metrics, and the ports that hear
 * and speak.
 */
@NullMarked
package com.quotahit.core.voice;

import org.jspecify.annotations.NullMarked;
