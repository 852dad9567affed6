/** Live calls: the pipeline that carries sound between a client and a conversation engine. */
@NullMarked
package com.quotahit.actors.voice;

import org.jspecify.annotations.NullMarked;
