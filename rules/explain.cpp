#include "rules/explain.h"

#include "rules/evaluation.h"
#include "rules/parser.h"

namespace rasid::rules {
namespace {

constexpr std::size_t most_words = 8;

class Explainer {
 public:
  explicit Explainer(Evaluation& evaluation) : evaluation_(evaluation) {}

  Explanation run(Expression expression, Node const& node, ByteRange range) {
    Explanation out;
    Node::Kind const kind = expression.front().kind;
    out.kind = kind;
    out.text = to_text(node);
    out.holds = evaluation_.holds(expression, range);
    if (kind == Node::Kind::term) {
      add_words(expression.front().term(), range, out);
      return out;
    }
    bool const scope = kind == Node::Kind::sentence || kind == Node::Kind::paragraph || kind == Node::Kind::title;
    if (scope) {
      out.unit = out.holds ? evaluation_.best_unit(expression, range) : evaluation_.nearest_unit(expression, range);
      range = out.unit.value_or(ByteRange{});
    }
    std::size_t at = 0;
    each_child(expression, [&](Expression child) {
      out.children.push_back(run(child, node.children[at++], range));
      return true;
    });
    return out;
  }

 private:
  void add_words(TermId term, ByteRange range, Explanation& out) {
    Subject const& subject = evaluation_.subject();
    for (Hit const& hit : evaluation_.findings(term).hits) {
      if (!range.contains(hit.range)) continue;
      if (out.words.size() == most_words) {
        ++out.more;
        continue;
      }
      Explanation::Word word{hit.range, subject.document.sentence_at(hit.range.begin),
                             std::string(subject.document.slice(hit.range))};
      if (hit.mention >= 0) {
        Mention const& mention = subject.mentions[static_cast<std::size_t>(hit.mention)];
        word.entity = subject.catalogue[mention.entity].key;
        word.method = mention.method;
        word.confidence = mention.confidence;
        word.peeled = mention.peeled;
        word.refers_to = subject.document.slice(mention.refers_to);
      }
      out.words.push_back(std::move(word));
    }
  }

  Evaluation& evaluation_;
};

}  // namespace

Explanation explain(WatchSet const& watches, Watch const& watch, text::Document const& document,
                    std::vector<Mention> const& mentions, Article const& article) {
  DocumentIndex const index(document);
  Subject const subject{document, index, mentions, article, *watches.catalogue()};
  Evaluation evaluation(watches.matcher()->terms(), subject);
  auto const condition = parse_condition(watch.when);  // was read before, or it would not be in the set
  return Explainer(evaluation).run(watches.condition(watch), condition->root, subject.everything());
}

}  // namespace rasid::rules
