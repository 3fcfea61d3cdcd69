#pragma once

#include "extractors/model/article.h"
#include "rules/term.h"

namespace rasid::rules {

/// True where the article has the attribute. lang: holds for its regional forms too (lang:pt for "pt-BR"), url: for any
/// part of the address, author: for whole words of it, tag: for a whole tag.
bool fits(AttributeTerm const& term, Article const& article);

}  // namespace rasid::rules
