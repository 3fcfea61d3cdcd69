#include "rules/explain.h"

#include "rules/evaluation.h"

namespace rasid::rules {
namespace {

constexpr std::size_t most_words = 8;

class Explainer {
 public:
  explicit Explainer(Evaluation& evaluation) : evaluation_(evaluation) {}

  Explanation run(Expression const& expression, Node const& node, ByteRange range) {
    Explanation out;
    out.kind = expression.kind;
    out.text = to_text(node);
    out.holds = evaluation_.holds(expression, range);
    if (expression.kind == Node::Kind::term) {
      add_words(expression, range, out);
      return out;
    }
    bool const scope = expression.kind == Node::Kind::sentence || expression.kind == Node::Kind::paragraph ||
                       expression.kind == Node::Kind::title;
    if (scope) {
      out.unit = out.holds ? evaluation_.best_unit(expression, range) : evaluation_.nearest_unit(expression, range);
      range = out.unit.value_or(ByteRange{});
    }
    for (std::size_t i = 0; i < expression.children.size(); ++i) {
      out.children.push_back(run(expression.children[i], node.children[i], range));
    }
    return out;
  }

 private:
  void add_words(Expression const& term, ByteRange range, Explanation& out) {
    Subject const& subject = evaluation_.subject();
    for (Hit const& hit : evaluation_.findings(term.term).hits) {
      if (!range.contains(hit.range)) continue;
      if (out.words.size() == most_words) {
        ++out.more;
        continue;
      }
      auto const& mentions = subject.mentions;
      std::string const entity =
          hit.mention < 0 ? "" : subject.catalogue[mentions[static_cast<std::size_t>(hit.mention)].entity].key;
      out.words.push_back({hit.range, subject.document.sentence_at(hit.range.begin),
                           std::string(subject.document.slice(hit.range)), entity});
    }
  }

  Evaluation& evaluation_;
};

}  // namespace

Explanation explain(WatchSet const& watches, Watch const& watch, text::Document const& document,
                    std::vector<Mention> const& mentions, Article const& article) {
  DocumentIndex const index(document, watches.terms().has_prefixes());
  Subject const subject{document, index, mentions, article, *watches.catalogue()};
  Evaluation evaluation(watches.terms(), subject);
  return Explainer(evaluation).run(watch.expression, watch.when.root, subject.everything());
}

}  // namespace rasid::rules
