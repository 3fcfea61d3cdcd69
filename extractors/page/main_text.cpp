#include "extractors/page/main_text.h"

#include <algorithm>
#include <unordered_set>

#include "extractors/page/boilerplate.h"
#include "extractors/page/byline.h"
#include "extractors/page/headline.h"
#include "extractors/page/quoted_text.h"
#include "extractors/page/scoring.h"

namespace rasid::page {
namespace {

constexpr std::uint32_t shortest_statement = 60;  // code points that a pointer has not, whatever it begins with
constexpr std::uint32_t longest_section = 60;     // code points of a heading like "Related articles"
constexpr std::uint32_t shortest_article = 100;   // code points of prose
constexpr std::uint32_t shortest_lead = 40;  // code points of a line before the first paragraph that may be the lead

/// Chooses among the blocks of the element that holds the article.
class Selection {
 public:
  Selection(Outline const& outline, Evidence const& evidence, std::uint32_t first, std::uint32_t end)
      : outline_(outline),
        blocks_(outline.blocks),
        first_(first),
        end_(end),
        keep_(outline.blocks.size()),
        prose_(outline.blocks.size()),
        headline_(evidence.title),
        description_(letters_of(evidence.description, 60)),
        author_(letters_of(evidence.byline)) {
    std::fill(keep_.begin() + first, keep_.begin() + end, true);
    for (std::uint32_t i = first; i < end; ++i) prose_[i] = is_prose(blocks_[i]);
  }

  std::string run() {
    begin_behind_title();
    reach_for_lead();
    cut_at_answers();
    cut_at_other_sections();
    drop_author();
    drop_furniture();
    drop_link_lists();
    trim_start();
    trim_end();
    drop_lone_headings();
    return text();
  }

 private:
  Outline const& outline_;
  std::vector<Block> const& blocks_;
  std::uint32_t first_;
  std::uint32_t end_;
  std::vector<bool> keep_;
  std::vector<bool> prose_;
  Headline headline_;
  std::string description_;  // its first letters
  std::string author_;       // letters of the byline
  std::size_t skipped_ = 0;  // bytes of the first block that are headline, byline or date

  [[nodiscard]] std::uint32_t prose_between(std::uint32_t from, std::uint32_t to) const {
    std::uint32_t sum = 0;
    for (std::uint32_t i = from; i < to; ++i) sum += prose_[i] ? blocks_[i].own_chars() : 0;
    return sum;
  }

  /// The smallest element that holds the block and more.
  [[nodiscard]] std::uint32_t container_of(std::uint32_t block) const {
    std::uint32_t element = blocks_[block].element;
    while (element != 0 && outline_.blocks_in(element).size() < 2) element = outline_.elements[element].parent;
    return element;
  }

  /// Behind the article, a field for a longer answer opens its readers' comments.
  void cut_at_answers() {
    for (std::uint32_t const at : outline_.answers) {
      bool const inside = first_ < at && at < end_;
      if (inside && prose_between(first_, at) * 2 >= prose_between(first_, end_)) end_ = at;
    }
  }

  /// "Related articles" or "Comments" speaks for the element that it opens. Where it stands among the article's own
  /// paragraphs, the article is over behind it, unless most of the prose is still to come.
  void cut_at_other_sections() {
    std::uint32_t const all = prose_between(first_, end_);
    std::uint32_t before = 0;
    for (std::uint32_t i = first_; i < end_; ++i) {
      if (prose_[i]) before += blocks_[i].own_chars();
      if (blocks_[i].chars > longest_section || phrase_of(blocks_[i].text) != Phrase::section) continue;
      Outline::Range const section = outline_.blocks_in(container_of(i));
      bool const opens = section.first == i && section.end <= end_;
      if (opens && (before > 0 || prose_between(i, section.end) * 2 < all)) {
        std::fill(keep_.begin() + i, keep_.begin() + section.end, false);
        std::fill(prose_.begin() + i, prose_.begin() + section.end, false);
        i = section.end - 1;
      } else if (before * 2 >= all) {
        end_ = i;
      }
    }
  }

  /// The author's name on a line of its own is a byline, and behind most of the prose it opens a box about the author.
  void drop_author() {
    constexpr std::size_t shortest_name = 6;      // bytes
    constexpr std::size_t longest_addition = 40;  // a place, a title
    if (author_.size() < shortest_name) return;
    std::uint32_t const all = prose_between(first_, end_);
    std::uint32_t before = 0;
    for (std::uint32_t i = first_; i < end_; ++i) {
      if (prose_[i]) before += blocks_[i].own_chars();
      if (blocks_[i].chars > longest_section || blocks_[i].ends_sentence) continue;
      std::string const letters = letters_of(blocks_[i].text);
      if (!letters.starts_with(author_) || letters.size() > author_.size() + longest_addition) continue;
      keep_[i] = false;
      Outline::Range const box = outline_.blocks_in(container_of(i));
      if (before * 2 < all || box.first != i || box.end > end_) continue;
      std::fill(keep_.begin() + i, keep_.begin() + box.end, false);
      std::fill(prose_.begin() + i, prose_.begin() + box.end, false);
    }
  }

  void drop_furniture() {
    std::unordered_set<std::string_view> seen;
    for (std::uint32_t i = first_; i < end_; ++i) {
      Block const& block = blocks_[i];
      Phrase const phrase = phrase_of(block.text);
      bool const linked = block.link_chars * 2 > block.chars;
      bool drop = block.apart || phrase == Phrase::label || phrase == Phrase::section ||
                  (phrase == Phrase::pointer && (linked || !block.ends_sentence || block.chars < shortest_statement));
      drop = drop || (linked && !(block.in_list || block.in_table) && !block.ends_sentence);
      drop = drop || (linked && block.link_chars * 10 > block.chars * 9);
      drop = drop || ((prose_[i] || linked) && block.chars >= 60 && !seen.insert(block.text).second);
      drop = drop || is_lone_dateline(block) || is_lone_word(block) ||
             (block.chars >= shortest_statement && !block.is_heading() && is_in_capitals(block.text)) ||
             (block.chars < 160 && !block.in_list && names_a_photographer(block.text));
      if (drop) keep_[i] = false;
    }
  }

  /// The clock of a live blog's entry, a count of views, the date of a link's target.
  static bool is_lone_dateline(Block const& block) {
    return block.chars <= 40 && !block.in_table && !block.in_list && !block.is_heading() && is_dateline(block.text);
  }

  /// One word that is a paragraph of its own: "Advertisement", in whatever language.
  static bool is_lone_word(Block const& block) {
    return !letters_of(block.text, 1).empty() && block.chars <= 15 && !block.in_table && !block.in_list &&
           !block.in_quote && !block.is_heading() && !block.ends_sentence &&
           block.text.find_first_of(" \n") == std::string::npos;
  }

  /// Lists and tables are furniture where most of their text is links.
  void drop_link_lists() {
    auto const listed = [&](std::uint32_t i) { return blocks_[i].in_list || blocks_[i].in_table; };
    for (std::uint32_t i = first_; i < end_;) {
      if (!listed(i)) {
        ++i;
        continue;
      }
      std::uint32_t const begin = i;
      std::uint64_t chars = 0;
      std::uint64_t links = 0;
      for (; i < end_ && listed(i); ++i) {
        chars += blocks_[i].chars;
        links += blocks_[i].link_chars;
      }
      if (links * 2 > chars) {
        for (std::uint32_t j = begin; j < i; ++j) keep_[j] = keep_[j] && prose_[j];
      }
    }
  }

  /// The article stands behind its headline, and in a layout of tables in the headline's cell: columns beside it are
  /// not its beginning or end.
  void begin_behind_title() {
    std::uint32_t const all = prose_between(first_, end_);
    std::uint32_t behind = all;
    std::uint32_t const end = end_;
    for (std::uint32_t i = first_; i < end && behind * 5ULL >= all; ++i) {
      if (headline_.opens(blocks_[i].text)) {
        std::uint32_t const cell_end = std::min(end_of_cell(i), end);
        if (behind * 5ULL >= all * 2ULL || cell_end < end) {
          first_ = i;
          end_ = cell_end;
        }
      }
      if (prose_[i]) behind -= blocks_[i].own_chars();
    }
  }

  /// Where the smallest table cell ends that holds the block and prose behind it.
  [[nodiscard]] std::uint32_t end_of_cell(std::uint32_t block) const {
    for (std::uint32_t at = blocks_[block].element; at != 0; at = outline_.elements[at].parent) {
      if (tag_of(*outline_.elements[at].node) != GUMBO_TAG_TD) continue;
      std::uint32_t const end = outline_.blocks_in(at).end;
      if (prose_between(block, std::min(end, end_)) >= shortest_article) return end;
    }
    return static_cast<std::uint32_t>(blocks_.size());
  }

  /// The lead often stands with the headline, outside the element that holds the paragraphs.
  void reach_for_lead() {
    constexpr std::uint32_t farthest = 15;  // blocks
    std::uint32_t const stop = first_ - std::min(first_, farthest);
    std::uint32_t title = first_;
    for (std::uint32_t i = first_; i-- > stop && title == first_;) {
      if (headline_.is(first_line(blocks_[i].text))) title = i;
    }
    if (title == first_) return;
    std::uint32_t const body = first_;
    std::uint32_t lead = first_;
    for (std::uint32_t i = title + 1; i < body; ++i) {
      if (!is_lead(blocks_[i])) continue;
      lead = std::min(lead, i);
      keep_[i] = true;
      prose_[i] = true;
    }
    first_ = lead;
  }

  [[nodiscard]] bool is_lead(Block const& block) const {
    return !block.apart && !block.in_list && block.link_chars * 5 < block.chars &&
           (block.own_chars() >= 60 || is_described(block.text)) && phrase_of(block.text) == Phrase::none &&
           !is_dateline(block.text) && !headline_.is(block.text) && !is_said_again(block.text);
  }

  /// The page's description begins so.
  [[nodiscard]] bool is_described(std::string_view text) const {
    return description_.size() >= 30 && letters_of(text, 60).starts_with(description_);
  }

  /// A sentence of the article itself, set large above it.
  [[nodiscard]] bool is_said_again(std::string_view text) const {
    return std::any_of(blocks_.begin() + first_, blocks_.begin() + end_,
                       [&](Block const& block) { return block.text.find(text) != std::string::npos; });
  }

  void trim_start() {
    while (first_ < end_) {
      Block const& block = blocks_[first_];
      if (keep_[first_]) {
        skipped_ = headline_.head_of(block.text);
        std::string_view const text = std::string_view(block.text).substr(skipped_);
        bool const lead = block.own_chars() >= shortest_lead && block.link_chars * 5 < block.chars &&
                          block.tag != GUMBO_TAG_H1 && !is_dateline(text);
        if (!text.empty() && !headline_.is(text) && (prose_[first_] || lead || is_described(text))) return;
      }
      ++first_;
    }
    skipped_ = 0;
  }

  void trim_end() {
    while (end_ > first_) {
      Block const& last = blocks_[end_ - 1];
      bool const worth =
          keep_[end_ - 1] && (prose_[end_ - 1] || last.ends_sentence || (last.in_list && last.own_chars() > 20));
      if (worth) break;
      --end_;
    }
  }

  /// A heading belongs to the text that follows it.
  void drop_lone_headings() {
    bool followed = false;
    for (std::uint32_t i = end_; i-- > first_;) {
      if (!keep_[i]) continue;
      if (!blocks_[i].is_heading()) {
        followed = true;
      } else if (!followed) {
        keep_[i] = false;
      }
    }
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (std::uint32_t i = first_; i < end_; ++i) {
      if (!keep_[i]) continue;
      if (!out.empty()) out += "\n\n";
      out += std::string_view(blocks_[i].text).substr(i == first_ ? skipped_ : 0);
    }
    return out;
  }
};

}  // namespace

std::string main_text(Outline const& outline, Evidence const& evidence) {
  std::vector<double> const weights = weigh(outline.blocks, evidence);
  std::uint32_t const best = best_cell(outline, best_element(outline, weights));
  std::uint32_t const end = outline.first_block[outline.elements[best].end];
  if (auto const quoted = quoted_range(outline.blocks, evidence)) {
    return Selection(outline, evidence, quoted->first, quoted->second).run();
  }
  return Selection(outline, evidence, outline.first_block[best], end).run();
}

}  // namespace rasid::page
