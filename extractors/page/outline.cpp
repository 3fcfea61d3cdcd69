#include "extractors/page/outline.h"

#include <utility>

#include "extractors/page/boxes.h"
#include "extractors/page/paragraphs.h"
#include "extractors/page/punctuation.h"
#include "extractors/page/teasers.h"
#include "extractors/page/threads.h"

namespace rasid::page {
namespace {

constexpr std::size_t max_blocks = 50'000;

class Builder {
 public:
  Builder(Tree const& tree, std::vector<Surveyed> elements, Pruning pruning) : tree_(tree), pruning_(pruning) {
    out_.elements = std::move(elements);
    out_.first_block.resize(out_.elements.size() + 1);
    out_.pruned.resize(out_.elements.size());
    prose_ = out_.elements.front().prose;
    for (std::uint32_t i = 0; i < out_.elements.size(); ++i) {
      if (out_.elements[i].hint != Hint::comments || is_article(i)) continue;
      prose_ -= out_.elements[i].prose;
      i = out_.elements[i].end - 1;
    }
  }

  Outline run() {
    visit(0);
    flush();
    out_.first_block.back() = static_cast<std::uint32_t>(out_.blocks.size());
    return std::move(out_);
  }

 private:
  struct Place {
    std::uint32_t element = 0;
    GumboTag tag = GUMBO_TAG_BODY;
    bool in_link = false;
    bool in_list = false;
    bool in_table = false;
    bool in_quote = false;
  };

  Tree const& tree_;
  Outline out_;
  Place place_;
  Paragraphs text_;
  Block block_;
  unsigned line_ends_ = 0;
  bool own_ended_ = false;  // what the block holds outside links ends as a sentence does
  std::string behind_;      // the links behind that end

  Pruning pruning_;
  std::uint32_t prose_ = 0;  // of the page, readers' comments left out

  /// Comments by name that hold the headline or nearly all the prose are a page whose name says it has comments.
  [[nodiscard]] bool is_article(std::uint32_t index) const {
    Surveyed const& here = out_.elements[index];
    return here.has_h1 || here.has_body_hint || here.prose * 20ULL > out_.elements.front().prose * 17ULL;
  }

  [[nodiscard]] bool is_pruned(std::uint32_t index) const {
    Surveyed const& here = out_.elements[index];
    GumboTag const tag = tag_of(*here.node);
    if (tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_TITLE) return true;
    if (pruning_ == Pruning::nothing) return false;
    if (tag == GUMBO_TAG_FOOTER && place_.in_quote) return false;  // who is quoted
    std::uint64_t const prose = here.prose;
    bool const much = prose * 10 > prose_;
    bool const most = prose * 10 > prose_ * 4ULL;
    bool const holds_article = much && (here.has_h1 || here.has_body_hint);
    switch (here.hint) {
      case Hint::furniture:
        if (tag == GUMBO_TAG_P && prose >= 200) return false;
        return pruning_ == Pruning::names && !most && !holds_article;
      case Hint::hidden:
      case Hint::caption:
        return !most;
      case Hint::comments:
        return pruning_ == Pruning::names && !is_article(index);
      default:
        return pruning_ == Pruning::names && is_form(here);
    }
  }

  /// Little text around fields: a poll, a newsletter's box, a search.
  [[nodiscard]] bool is_form(Surveyed const& here) const {
    constexpr std::uint32_t longest_form = 400;
    return here.has_field && here.chars <= longest_form && here.prose * 4ULL <= prose_ && prose_ >= 100 &&
           !here.has_h1 && !here.has_body_hint;
  }

  void visit(std::uint32_t index) {
    Surveyed const& here = out_.elements[index];
    GumboTag const tag = tag_of(*here.node);
    bool const block = is_block(tag);
    if (block) flush();
    out_.first_block[index] = static_cast<std::uint32_t>(out_.blocks.size());
    if (is_pruned(index)) return prune(index);
    if (tag == GUMBO_TAG_BR) return break_line();
    Place const outside = place_;
    enter(tag, index, block);
    std::uint32_t child_index = index + 1;
    for (GumboNode const* const child : children(*here.node)) {
      if (is_element(*child)) {
        visit(child_index);
        child_index = out_.elements[child_index].end;
      } else {
        tree_.each_text(*child, [&](std::string_view text) { add(text); });
      }
    }
    if (block) flush();
    place_ = outside;
  }

  void prune(std::uint32_t index) {
    for (std::uint32_t i = index; i < out_.elements[index].end; ++i) {
      out_.pruned[i] = true;
      out_.first_block[i] = static_cast<std::uint32_t>(out_.blocks.size());
    }
    text_.add(" ");
  }

  void enter(GumboTag tag, std::uint32_t index, bool block) {
    if (block) {
      place_.element = index;
      place_.tag = tag;
    }
    place_.in_link = place_.in_link || tag == GUMBO_TAG_A;
    place_.in_list = place_.in_list || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT;
    place_.in_table = place_.in_table || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
    place_.in_quote = place_.in_quote || tag == GUMBO_TAG_BLOCKQUOTE;
  }

  void add(std::string_view text) {
    text_.add(text);
    std::uint32_t const chars = visible_chars(text);
    if (chars == 0) return;
    line_ends_ = 0;
    block_.chars += chars;
    if (place_.in_link) {
      block_.link_chars += chars;
      if (own_ended_) behind_ += text;
    } else {
      behind_.clear();
      text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
      own_ended_ = !text.ends_with(':') && ends_sentence(text);
    }
  }

  void break_line() {
    if (++line_ends_ >= 2) return flush();
    text_.break_line();
  }

  /// "A paragraph. Details here" whose last words are a link: they lead elsewhere. True where the text was such a one.
  bool drop_link_behind(std::string& text) {
    constexpr std::uint32_t longest_pointer = 30;  // code points
    constexpr std::uint32_t shortest_paragraph = 60;
    std::uint32_t const chars = visible_chars(behind_);
    if (place_.in_quote || chars == 0 || chars > longest_pointer || block_.own_chars() < shortest_paragraph)
      return false;
    Paragraphs words;
    words.add(behind_);
    std::string const tail = words.take();
    if (!text.ends_with(tail) || ends_sentence(tail)) return false;
    text.resize(text.size() - tail.size());
    text.resize(text.find_last_not_of(" \n") + 1);
    block_.chars -= chars;
    block_.link_chars -= chars;
    return true;
  }

  void flush() {
    line_ends_ = 0;
    std::string text = text_.take();
    bool const sentence_and_link = own_ended_ && drop_link_behind(text);
    own_ended_ = false;
    behind_.clear();
    Block block = std::exchange(block_, {});
    if (text.empty() || out_.blocks.size() >= max_blocks) return;
    block.text = std::move(text);
    block.tag = place_.tag;
    block.element = place_.element;
    block.in_list = place_.in_list;
    block.in_table = place_.in_table;
    block.in_quote = place_.in_quote;
    block.marks = count_marks(block.text);
    block.ends_sentence = sentence_and_link || ends_sentence(block.text);
    out_.blocks.push_back(std::move(block));
  }
};

}  // namespace

Outline outline(Tree const& tree, std::vector<Surveyed> elements, Pruning pruning) {
  Outline out = Builder(tree, std::move(elements), pruning).run();
  for (std::uint32_t i = 0; i < out.elements.size(); ++i) {
    bool const field = tag_of(*out.elements[i].node) == GUMBO_TAG_INPUT;
    if (field && out.elements[i].hint == Hint::comments) out.answers.push_back(out.first_block[i]);
  }
  set_teasers_apart(out);
  set_boxes_apart(out);
  set_thread_apart(out);
  return out;
}

}  // namespace rasid::page
