package dev.parley.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Words as they are compared: small, without accents, English ones by their stems. */
final class Words extends Analyzer {
  /** What questions are made of and answers are not. */
  private static final List<String> OF_QUESTIONS =
      List.of(
          "what", "when", "where", "which", "who", "whom", "whose", "why", "how", "do", "does",
          "did", "can", "could", "should", "would", "may", "i", "me", "my", "we", "us", "our",
          "you", "your", "am", "have", "has", "had", "from", "about", "please", "tell", "get",
          "was", "were", "been", "any", "some", "if", "so", "than");

  /** A question may be pages long; its rarest words say most. */
  private static final int MOST_TERMS = 32;

  private static final int MOST_READ = 2_000;
  private static final float OF_HEADINGS = 1.5f;
  private static final float TIE = 0.3f;

  private static final CharArraySet STOPPED = stopped();

  private static CharArraySet stopped() {
    var words = new CharArraySet(OF_QUESTIONS, true);
    words.addAll(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    return CharArraySet.unmodifiableSet(words);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    var words = new StandardTokenizer();
    var small = new LowerCaseFilter(new EnglishPossessiveFilter(words));
    var telling = new StopFilter(new ASCIIFoldingFilter(small), STOPPED);
    return new TokenStreamComponents(words, new PorterStemFilter(telling));
  }

  /** Matches chunks that have words of the question in text or headings. */
  Query query(String question, IndexReader index) throws IOException {
    var terms = rarest(terms(question), index);
    if (terms.isEmpty()) {
      return new MatchNoDocsQuery("no word of the question is known");
    }
    var query = new BooleanQuery.Builder();
    for (var term : terms) {
      var inText = new TermQuery(new Term(Entries.TEXT, term));
      var inHeading = new TermQuery(new Term(Entries.HEADING, term));
      query.add(
          new DisjunctionMaxQuery(List.of(inText, new BoostQuery(inHeading, OF_HEADINGS)), TIE),
          Occur.SHOULD);
    }
    return query.build();
  }

  private Set<String> terms(String question) throws IOException {
    var terms = new LinkedHashSet<String>();
    try (var stream = tokenStream(Entries.TEXT, question)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken() && terms.size() < MOST_READ) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }

  private record Rare(String term, int documents) {}

  private static List<String> rarest(Set<String> terms, IndexReader index) throws IOException {
    var known = new ArrayList<Rare>();
    for (var term : terms) {
      int documents =
          Math.max(
              index.docFreq(new Term(Entries.TEXT, term)),
              index.docFreq(new Term(Entries.HEADING, term)));
      if (documents > 0) {
        known.add(new Rare(term, documents));
      }
    }
    return known.stream()
        .sorted(Comparator.comparingInt(Rare::documents).thenComparing(Rare::term))
        .limit(MOST_TERMS)
        .map(Rare::term)
        .toList();
  }
}
