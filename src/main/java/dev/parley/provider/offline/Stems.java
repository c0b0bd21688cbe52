package dev.parley.provider.offline;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a text is about: its telling words, small, without accents and endings. */
final class Stems {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final int SHORTEST = 4;
  private static final Set<String> EMPTY =
      Set.of(
          "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
          "can", "could", "did", "do", "does", "for", "from", "get", "give", "had", "has", "have",
          "how", "i", "if", "in", "into", "is", "it", "its", "me", "may", "must", "my", "no", "not",
          "of", "on", "or", "our", "please", "shall", "should", "so", "some", "tell", "than",
          "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "us",
          "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why",
          "will", "with", "would", "you", "your");

  private Stems() {}

  static Set<String> of(String text) {
    var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    var stems = new LinkedHashSet<String>();
    for (var word : BETWEEN.split(plain.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty() && !EMPTY.contains(word)) {
        stems.add(stem(word));
      }
    }
    return stems;
  }

  private static String stem(String word) {
    for (var ending : new String[] {"ies", "ing", "ed", "es", "s", "e", "y"}) {
      if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST - 1) {
        var stem = word.substring(0, word.length() - ending.length());
        boolean doubled =
            stem.length() > SHORTEST
                && stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2);
        return doubled ? stem.substring(0, stem.length() - 1) : stem;
      }
    }
    return word;
  }
}
