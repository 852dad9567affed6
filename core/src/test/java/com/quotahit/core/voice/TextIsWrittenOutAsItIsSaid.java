package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class TextIsWrittenOutAsItIsSaid {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          It costs $1,200 a year.            | It costs one thousand two hundred dollars a year.
          That's $49.50 each                 | That's forty nine dollars and fifty cents each
          around €2.5m in total              | around two point five million euros in total
          £1 or $1                           | one pound or one dollar
          we grew 12% last year              | we grew twelve percent last year
          about 3.75% of it                  | about three point seven five percent of it
          10k users                          | ten thousand users
          at 3:30 or 4:05                    | at three thirty or four oh five
          at 9am                             | at nine A M
          at 3:30pm sharp                    | at three thirty P M sharp
          Sam and the team                   | Sam and the team
          on the 21st of May                 | on the twenty first of May
          the 12th time                      | the twelfth time
          back in 2019                       | back in twenty nineteen
          since 2005                         | since two thousand five
          we have 2,019 people               | we have two thousand nineteen people
          mail jo.smith@north-wind.com today | mail jo dot smith at north dash wind dot com today
          see www.example.com for it         | see example dot com for it
          Dr. Lee vs. Mr. Ray                | doctor Lee versus mister Ray
          call 555-123-4567                  | call five five five one two three four five six seven
          5-10 days                          | five to ten days
          support is 24/7                    | support is twenty four seven
          R&D                                | R and D
          **really** good                    | really good
          1,000,000,000 things               | one billion things
          """)
  void numbers_money_and_addresses_become_words(String written, String said) {
    assertThat(SpokenText.of(written)).isEqualTo(said);
  }
}
