/**
 * What is known of models before they are asked: how much they hold, whether they see, what they
 * cost.
 *
 * <p>The file {@code models.yaml} beside this room says it of common models; a user's own file of
 * the same form goes before it.
 *
 * <pre>
 * models:
 *   - specs: [openai:gpt-5, "openai:gpt-5-20*"]    as in PARLEY_MODEL; a star stands for any text
 *     context: 400000                              tokens of prompt and reply; optional
 *     output: 128000                               tokens of the longest reply; optional
 *     pictures: true                               whether it can be shown any
 *     price: {input: 1.25, cached: 0.125, cacheWrites: 1.25, output: 10,
 *             long: {above: 272000, input: 2.5, output: 15}}
 * </pre>
 *
 * Prices are US dollars for a million tokens. {@code cached} and {@code cacheWrites} are as {@code
 * input} where they are not said; without {@code price} nobody knows what the model costs. Of
 * several specs that fit, one without stars goes first, then the longest.
 */
@NullMarked
@Room(imports = {"model", "yaml"})
package dev.parley.provider.facts;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
