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

/// The condition as it was written; of a sequence its steps, side by side. Both were read before, or the watch would
/// not be in the set.
Node tree_of(Watch const& watch) {
  auto const* const sequence = watch.around ? std::get_if<Sequence>(&watch.around->remembering) : nullptr;
  if (sequence == nullptr) return parse_condition(watch.when)->root;
  Node root{.kind = Node::Kind::any};
  for (std::string const& step : sequence->steps) root.children.push_back(parse_condition(step)->root);
  return root;
}

}  // namespace

Explanation explain(WatchSet const& watches, Watch const& watch, text::Document const& document,
                    std::vector<Mention> const& mentions, Article const& article) {
  DocumentIndex const index(document);
  Subject const subject{document, index, mentions, article, *watches.catalogue()};
  Evaluation evaluation(watches.matcher()->terms(), subject);
  return Explainer(evaluation).run(watches.condition(watch), tree_of(watch), subject.everything());
}

}  // namespace rasid::rules
